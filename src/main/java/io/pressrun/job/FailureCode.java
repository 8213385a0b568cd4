package io.pressrun.job;

/** Why a job failed: stable codes that programs may rely on. A code is never renamed or given another meaning. */
public enum FailureCode {
    JOB_UNREADABLE(
            Kind.PERMANENT, "The record is no job: empty, not UTF-8, not JSON, or of an unsupported content type."),
    JOB_INVALID(Kind.PERMANENT, "A field of the job is missing, unknown or has a value that is not allowed."),
    SOURCE_NOT_FOUND(
            Kind.PERMANENT, "The HTML named by source.url or source.object does not exist or is refused to us."),
    SOURCE_UNAVAILABLE(Kind.TRANSIENT, "The HTML named by source.url or source.object could not be had for now."),
    RESOURCE_BLOCKED(Kind.PERMANENT, "The fetch policy does not allow an address that the job names."),
    ASSET_MISSING(Kind.PERMANENT, "An asset does not exist and the job says onMissing: fail."),
    ASSET_UNAVAILABLE(Kind.TRANSIENT, "An asset could not be had for now and the job says onMissing: fail."),
    DOCUMENT_TOO_LARGE(Kind.PERMANENT, "The HTML or its element count is over the limit."),
    DOCUMENT_TOO_DEEP(Kind.PERMANENT, "The elements of the document are nested deeper than the limit."),
    DOCUMENT_REFUSED(Kind.PERMANENT, "The document holds something that the engine must not be given."),
    TOO_MANY_PAGES(Kind.PERMANENT, "The document has more pages than the limit."),
    RENDER_TIMEOUT(Kind.PERMANENT, "Rendering took longer than the limit."),
    RENDER_FAILED(Kind.PERMANENT, "The engine could not print the document."),
    TEXT_LOST(Kind.PERMANENT, "The PDF would lack text that the document has."),
    PDF_TOO_LARGE(Kind.PERMANENT, "The PDF is larger than its output takes."),
    OUTPUT_INVALID(
            Kind.PERMANENT, "The worker has no output of the kind that the job asks for, or cannot use its key there."),
    OUTPUT_CONFLICT(Kind.PERMANENT, "Another PDF lies already under the output key."),
    STORE_UNAVAILABLE(Kind.TRANSIENT, "The store could not take the PDF for now."),
    STORE_REFUSED(Kind.INFRASTRUCTURE, "The store refused the PDF: credentials, permissions or the bucket are wrong."),
    EXPIRED(Kind.PERMANENT, "The job's notAfter passed before its PDF was delivered."),
    WORKER_CRASH(Kind.PERMANENT, "The worker's process died twice while it printed the job."),
    INTERNAL_ERROR(Kind.INFRASTRUCTURE, "A defect in Pressrun.");

    /** Whose turn it is to mend it. */
    public enum Kind {
        /** The job itself must change. */
        PERMANENT,
        /** The same job may pass later. */
        TRANSIENT,
        /** The operator must mend something. */
        INFRASTRUCTURE
    }

    private final Kind kind;
    private final String meaning;

    FailureCode(Kind kind, String meaning) {
        this.kind = kind;
        this.meaning = meaning;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same job, submitted again unchanged, may pass. */
    public boolean retryable() {
        return kind != Kind.PERMANENT;
    }

    /** One sentence for the documentation. */
    public String meaning() {
        return meaning;
    }
}
