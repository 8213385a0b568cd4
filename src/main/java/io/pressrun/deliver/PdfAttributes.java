package io.pressrun.deliver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.jspecify.annotations.Nullable;

/** What a directory keeps beside a PDF: user-defined attributes of its file, on Linux {@code user.pressrun-…}. */
final class PdfAttributes {
    private static final String ORIGIN = "pressrun-origin";
    private static final String PAGES = "pressrun-pages";

    private final boolean kept;

    private PdfAttributes(boolean kept) {
        this.kept = kept;
    }

    /** @param directory tells for all below it whether its file system keeps such attributes */
    static PdfAttributes in(Path directory) throws IOException {
        return new PdfAttributes(
                Files.getFileStore(directory).supportsFileAttributeView(UserDefinedFileAttributeView.class));
    }

    boolean kept() {
        return kept;
    }

    void write(PdfFile pdf, Path file) throws IOException {
        if (kept && pdf.origin() != null) {
            UserDefinedFileAttributeView view = view(file);
            view.write(ORIGIN, StandardCharsets.UTF_8.encode(pdf.origin()));
            view.write(PAGES, StandardCharsets.UTF_8.encode(Integer.toString(pdf.pages())));
        }
    }

    /** The pages of a file that has the same origin as the PDF; {@code null} when the file has another or none. */
    @Nullable
    Integer pagesOfSameOrigin(PdfFile pdf, Path file) throws IOException {
        if (!kept || !pdf.hasOrigin(read(file, ORIGIN))) {
            return null;
        }
        return PdfFile.pages(read(file, PAGES));
    }

    private static @Nullable String read(Path file, String name) throws IOException {
        UserDefinedFileAttributeView view = view(file);
        if (!view.list().contains(name)) {
            return null;
        }
        var value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        return StandardCharsets.UTF_8.decode(value.flip()).toString();
    }

    private static UserDefinedFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
