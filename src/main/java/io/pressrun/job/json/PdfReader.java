package io.pressrun.job.json;

import static java.util.Objects.requireNonNullElse;

import io.pressrun.job.RenderJob.Attachment;
import io.pressrun.job.RenderJob.Encryption;
import io.pressrun.job.RenderJob.PdfOptions;
import io.pressrun.job.RenderJob.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reading of the {@code pdf} part of a job. */
final class PdfReader {
    static final List<String> FIELDS =
            List.of("profile", "title", "author", "subject", "keywords", "language", "attachments", "encryption");
    static final List<String> ATTACHMENT_FIELDS = List.of("name", "source", "mediaType", "description", "relationship");
    static final List<String> ENCRYPTION_FIELDS = List.of("userPassword", "ownerPassword", "permissions");
    static final int MAX_KEYWORDS = 64;
    static final int MAX_ATTACHMENTS = 64;

    private final Fields pdf;
    private final Set<String> assetNames;

    /** @param assetNames the files that travel with the job, which attachments may name */
    PdfReader(Fields pdf, Set<String> assetNames) {
        this.pdf = pdf;
        this.assetNames = assetNames;
    }

    PdfOptions read() {
        Profile profile = requireNonNullElse(pdf.oneOf("profile", JsonNames.PROFILES), Profile.PDF);
        return new PdfOptions(
                profile,
                pdf.text("title", TextRule.TITLE),
                pdf.text("author", TextRule.TITLE),
                pdf.text("subject", TextRule.TITLE),
                pdf.texts("keywords", MAX_KEYWORDS, TextRule.KEYWORD),
                pdf.text("language", TextRule.LANGUAGE),
                attachments(profile),
                encryption(profile));
    }

    private List<Attachment> attachments(Profile profile) {
        var attachments = new ArrayList<Attachment>();
        var names = new HashSet<String>();
        for (Fields fields : pdf.objects("attachments", MAX_ATTACHMENTS, ATTACHMENT_FIELDS)) {
            Attachment attachment = attachment(fields);
            if (!attachment.name().isEmpty() && !names.add(attachment.name())) {
                fields.problem("name", "is the name of an earlier attachment too; give each its own");
            }
            attachments.add(attachment);
        }
        if (!attachments.isEmpty() && !profile.allowsAttachments()) {
            pdf.problem(
                    "attachments",
                    "are not allowed in " + profile.label() + " (ISO 19005); use pdf/a-3b, pdf/a-3u or pdf");
        }
        return attachments;
    }

    private Attachment attachment(Fields fields) {
        String source = fields.requiredText("source", TextRule.ATTACHMENT_SOURCE);
        if (!source.isEmpty() && !TextShapes.isAssetUri(source) && !assetNames.contains(source)) {
            fields.refuse("source", "names no asset of the job; add it to assets, or give a URI");
        }
        return new Attachment(
                fields.requiredText("name", TextRule.FILE_NAME),
                source,
                fields.text("mediaType", TextRule.MEDIA_TYPE),
                fields.text("description", TextRule.TITLE),
                requireNonNullElse(fields.oneOf("relationship", JsonNames.RELATIONSHIPS), JsonNames.UNSPECIFIED));
    }

    private @Nullable Encryption encryption(Profile profile) {
        Fields encryption = pdf.secretObject("encryption", ENCRYPTION_FIELDS);
        if (encryption == null) {
            return null;
        }
        if (profile != Profile.PDF) {
            pdf.problem("encryption", "is not allowed in PDF/A (ISO 19005); leave it out, or use the profile pdf");
        }
        return new Encryption(
                encryption.secret("userPassword", TextRule.PASSWORD),
                encryption.requiredSecret("ownerPassword", TextRule.PASSWORD),
                encryption.someOf("permissions", JsonNames.PERMISSIONS));
    }
}
