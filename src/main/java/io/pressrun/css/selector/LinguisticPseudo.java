package io.pressrun.css.selector;

import io.pressrun.css.syntax.Names;
import java.util.List;

/** {@code :lang()} and {@code :dir()} (selectors-4, 7). */
sealed interface LinguisticPseudo extends SimpleSelector {
    /**
     * {@code :lang()}.
     *
     * @param ranges in lower case
     */
    record Lang(List<String> ranges) implements LinguisticPseudo {
        public Lang {
            ranges = List.copyOf(ranges);
        }

        @Override
        public boolean matches(ElementNode node, Matching matching) {
            String language = languageOf(node);
            for (String range : ranges) {
                if (range.isEmpty() ? language.isEmpty() : !language.isEmpty() && filters(range, language)) {
                    return true;
                }
            }
            return false;
        }

        private static String languageOf(ElementNode node) {
            for (ElementNode at = node; at != null; at = at.parent) {
                String language = at.attribute("xml:lang");
                if (language == null) {
                    language = at.attribute("lang");
                }
                if (language != null) {
                    return Names.lower(language);
                }
            }
            return "";
        }

        /** Extended filtering (RFC 4647, 3.3.2). */
        private static boolean filters(String range, String language) {
            String[] wanted = range.split("-", -1);
            String[] tags = language.split("-", -1);
            if (!wanted[0].equals("*") && !wanted[0].equals(tags[0])) {
                return false;
            }
            int at = 1;
            for (int i = 1; i < wanted.length; i++) {
                if (wanted[i].equals("*")) {
                    continue;
                }
                while (at < tags.length && !wanted[i].equals(tags[at]) && tags[at].length() > 1) {
                    at++;
                }
                if (at == tags.length || !wanted[i].equals(tags[at])) {
                    return false;
                }
                at++;
            }
            return true;
        }
    }

    /** {@code :dir()}. */
    record Dir(boolean rightToLeft) implements LinguisticPseudo {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            return Directionality.rightToLeft(node) == rightToLeft;
        }
    }

    /** {@code :dir()} of something that is no direction. */
    record NoDirection() implements LinguisticPseudo {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            return false;
        }
    }
}
