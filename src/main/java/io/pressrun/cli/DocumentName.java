package io.pressrun.cli;

import java.util.Locale;

/** What a user names on the command line as a document: a file, an address, or {@code -} for standard input. */
record DocumentName(String text) {
    boolean isUrl() {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    boolean isStandardInput() {
        return text.equals("-");
    }

    /** The last part of the path without its extension; never empty. */
    String stem() {
        if (isStandardInput()) {
            return "stdin";
        }
        String path = isUrl() ? text.replaceFirst("[?#].*", "") : text;
        String last = path.replaceFirst("/+$", "").replaceFirst("(?s).*/", "");
        int dot = last.lastIndexOf('.');
        String stem = dot > 0 ? last.substring(0, dot) : last;
        return stem.isEmpty() ? "document" : stem;
    }
}
