package io.pressrun.job;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One accepted request for a PDF, version 1 of the contract, with every default filled in.
 *
 * @param id     names the job in results, logs and the default output key; 1 to 255 visible characters
 * @param source where the HTML comes from
 * @param baseUrl what relative references resolve against when no carried asset matches; {@code null}: nothing
 * @param assets files that travel with the job, by relative path ({@code fonts/a.ttf}); the value is a
 *     {@code data:}, {@code http(s):} or {@code s3:} URI
 * @param notAfter the job is worthless after this instant; {@code null}: never
 * @param labels free-form, for routing and reporting; not in metrics
 */
public record RenderJob(
        String id,
        Source source,
        @Nullable URI baseUrl,
        Map<String, String> assets,
        PageSetup page,
        PdfOptions pdf,
        FetchOptions fetch,
        Output output,
        @Nullable Instant notAfter,
        Map<String, String> labels) {

    public RenderJob {
        assets = Map.copyOf(assets);
        labels = Map.copyOf(labels);
    }

    /** A job with the given HTML and every default. */
    public static RenderJob ofHtml(String id, String html) {
        return new RenderJob(
                id,
                new Source.Html(html),
                null,
                Map.of(),
                PageSetup.DEFAULT,
                PdfOptions.DEFAULT,
                FetchOptions.DEFAULT,
                new Output.Unspecified(),
                null,
                Map.of());
    }

    /** The same job with another output. */
    public RenderJob withOutput(Output other) {
        return new RenderJob(id, source, baseUrl, assets, page, pdf, fetch, other, notAfter, labels);
    }

    /** Where the HTML comes from. */
    public sealed interface Source {
        /** The HTML itself. */
        record Html(String html) implements Source {}

        /** An {@code http} or {@code https} address, fetched under the same policy as every asset. */
        record Url(URI url) implements Source {}

        /** An object that the operator lets jobs read: {@code s3://bucket/key}, or a path below the object directory. */
        record StoredObject(String object) implements Source {}
    }

    /** Where the PDF goes. */
    public sealed interface Output {
        /** The worker's default output, under the default key. */
        record Unspecified() implements Output {}

        /**
         * The configured object store or directory.
         *
         * @param key relative, {@code /}-separated; {@code null}: made from the job's id
         */
        record Store(@Nullable String key) implements Output {}

        /** The PDF topic. */
        record Topic() implements Output {}
    }

    /**
     * Page geometry. What is set here wins over the document's own plain {@code @page} rule (css-page-3);
     * {@code null} leaves it to the document.
     *
     * @param size a CSS page size: {@code A4}, {@code Letter}, … or two lengths ({@code 210mm 99mm})
     * @param margin one to four CSS lengths
     */
    public record PageSetup(
            @Nullable String size,
            @Nullable Orientation orientation,
            @Nullable String margin) {
        public static final PageSetup DEFAULT = new PageSetup(null, null, null);
    }

    /** Which side of the page is longer. */
    public enum Orientation {
        PORTRAIT,
        LANDSCAPE
    }

    /** What kind of PDF is made and what it says about itself. {@code null} takes the value from the document. */
    public record PdfOptions(
            Profile profile,
            @Nullable String title,
            @Nullable String author,
            @Nullable String subject,
            List<String> keywords,
            @Nullable String language,
            List<Attachment> attachments,
            @Nullable Encryption encryption) {
        public static final PdfOptions DEFAULT =
                new PdfOptions(Profile.PDF, null, null, null, List.of(), null, List.of(), null);

        public PdfOptions {
            keywords = List.copyOf(keywords);
            attachments = List.copyOf(attachments);
        }
    }

    /** The standard that the file follows: plain PDF 1.7, or a conformance level of ISO 19005 (PDF/A). */
    public enum Profile {
        PDF("pdf"),
        PDF_A_1B("pdf/a-1b"),
        PDF_A_2B("pdf/a-2b"),
        PDF_A_2U("pdf/a-2u"),
        PDF_A_3B("pdf/a-3b"),
        PDF_A_3U("pdf/a-3u");

        private final String label;

        Profile(String label) {
            this.label = label;
        }

        /** The name in the job's JSON, such as {@code pdf/a-3b}. */
        public String label() {
            return label;
        }

        /** Whether files may be embedded: plain PDF and PDF/A-3 only (ISO 19005-3, 6.8). */
        public boolean allowsAttachments() {
            return this == PDF || this == PDF_A_3B || this == PDF_A_3U;
        }
    }

    /**
     * A file embedded in the PDF (ISO 32000-1, 7.11.4).
     *
     * @param name the file's name as a reader shows it
     * @param source a {@code data:}, {@code http(s):} or {@code s3:} URI, or the name of a carried asset
     * @param mediaType such as {@code application/xml}; {@code null}: what the source declares
     * @param relationship the {@code AFRelationship}: Source, Data, Alternative, Supplement or Unspecified
     */
    public record Attachment(
            String name,
            String source,
            @Nullable String mediaType,
            @Nullable String description,
            String relationship) {}

    /**
     * AES-256 encryption (ISO 32000-2, 7.6).
     *
     * @param userPassword opens the file; {@code null}: no password to open
     * @param ownerPassword lifts the restrictions
     * @param permissions what an ordinary reader may do
     */
    public record Encryption(@Nullable String userPassword, String ownerPassword, List<Permission> permissions) {
        public Encryption {
            permissions = List.copyOf(permissions);
        }

        @Override
        public String toString() {
            return "Encryption[permissions=" + permissions + "]";
        }
    }

    /** What a reader without the owner password may do (ISO 32000-1, table 22). */
    public enum Permission {
        PRINT,
        COPY,
        MODIFY,
        ANNOTATE,
        FILL_FORMS,
        ASSEMBLE
    }

    /**
     * How the job's assets are fetched.
     *
     * @param onMissing for each kind of asset; {@link OnMissing#WARN} for those that are left out
     */
    public record FetchOptions(Map<AssetKind, OnMissing> onMissing, List<OriginHeader> headers) {
        public static final FetchOptions DEFAULT = new FetchOptions(Map.of(), List.of());

        public FetchOptions {
            var named = new EnumMap<AssetKind, OnMissing>(AssetKind.class);
            for (AssetKind kind : AssetKind.values()) {
                named.put(kind, onMissing.getOrDefault(kind, OnMissing.WARN));
            }
            onMissing = Collections.unmodifiableMap(named);
            headers = List.copyOf(headers);
        }

        /** The same for every kind of asset. */
        public FetchOptions(OnMissing onMissing, List<OriginHeader> headers) {
            this(OnMissing.forAll(onMissing), headers);
        }

        /** What becomes of the job when an asset of that kind cannot be had. */
        public OnMissing onMissing(AssetKind kind) {
            return onMissing.getOrDefault(kind, OnMissing.WARN);
        }
    }

    /** What becomes of a job when an asset cannot be had. */
    public enum OnMissing {
        WARN,
        FAIL;

        public static Map<AssetKind, OnMissing> forAll(OnMissing one) {
            return Arrays.stream(AssetKind.values()).collect(Collectors.toMap(kind -> kind, kind -> one));
        }
    }

    /**
     * A request header that is sent to one origin and never to another.
     *
     * @param origin scheme, host and port (RFC 6454), such as {@code https://cdn.example}
     */
    public record OriginHeader(String origin, String name, String value) {
        @Override
        public String toString() {
            return "OriginHeader[origin=" + origin + ", name=" + name + ", value=***]";
        }
    }
}
