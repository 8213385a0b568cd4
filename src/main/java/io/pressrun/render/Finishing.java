package io.pressrun.render;

import io.pressrun.fetch.Asset;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Attachment;
import io.pressrun.job.RenderJob.Encryption;
import io.pressrun.job.RenderJob.Profile;
import io.pressrun.job.Sha256;
import io.pressrun.render.bridge.Attachments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.w3c.dom.Element;

/**
 * What is done to a painted document before it is a file: attachments, encryption, and the removal of everything that
 * would make two prints of one job differ.
 */
final class Finishing {
    private static final Pattern XMP_DATES =
            Pattern.compile("\\s*<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]*</xmp:\\1>");

    private final PDDocument document;
    private final RenderJob job;

    Finishing(PDDocument document, RenderJob job) {
        this.document = document;
        this.job = job;
    }

    /** The natural language of the whole text (ISO 32000-1, 14.9.2), which the engine states in tagged files only. */
    void declareLanguage(Element root) {
        if (!root.getAttribute("lang").isBlank()) {
            document.getDocumentCatalog().setLanguage(root.getAttribute("lang").strip());
        }
    }

    /** Embeds the job's attachments (ISO 32000-1, 7.11.4; the relationship is that of ISO 19005-3, 6.8). */
    void attach(List<Attachments.Content> attachments) throws IOException {
        if (attachments.isEmpty()) {
            return;
        }
        var files = new LinkedHashMap<String, PDComplexFileSpecification>();
        var associated = new COSArray();
        for (var content : attachments) {
            var specification = embed(content.attachment(), content.asset());
            files.put(content.attachment().name(), specification);
            associated.add(specification);
        }
        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(files);
        var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }

    private PDComplexFileSpecification embed(Attachment attachment, Asset.Found content) throws IOException {
        var file = new PDEmbeddedFile(document, new ByteArrayInputStream(content.bytes()), COSName.FLATE_DECODE);
        file.setSize(content.bytes().length);
        String mediaType = attachment.mediaType() != null ? attachment.mediaType() : content.contentType();
        file.setSubtype(mediaType == null ? "application/octet-stream" : mediaType);
        var specification = new PDComplexFileSpecification();
        specification.setFile(attachment.name());
        specification.setFileUnicode(attachment.name());
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        if (attachment.description() != null) {
            specification.setFileDescription(attachment.description());
        }
        specification.getCOSObject().setName(COSName.getPDFName("AFRelationship"), attachment.relationship());
        return specification;
    }

    /** The file's bytes: the same for the same job, unless it is encrypted. */
    byte[] save(long maxBytes) throws IOException, JobFailedException {
        forgetTheTime();
        if (job.pdf().encryption() != null) {
            protect(job.pdf().encryption());
        }
        var out = new LimitedOutput(maxBytes);
        // Object streams came with PDF 1.5; PDF/A-1 is PDF 1.4.
        document.save(
                out,
                job.pdf().profile() == Profile.PDF_A_1B
                        ? CompressParameters.NO_COMPRESSION
                        : CompressParameters.DEFAULT_COMPRESSION);
        if (out.exceeded) {
            throw new JobFailedException(
                    FailureCode.PDF_TOO_LARGE,
                    "The PDF is larger than " + maxBytes + " bytes. Use smaller images, split the document,"
                            + " or raise pressrun.output.max-pdf-size.");
        }
        return out.bytes.toByteArray();
    }

    private void forgetTheTime() throws IOException {
        var information = document.getDocumentInformation();
        information.getCOSObject().removeItem(COSName.CREATION_DATE);
        information.getCOSObject().removeItem(COSName.MOD_DATE);
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        if (metadata != null) {
            String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
            metadata.importXMPMetadata(XMP_DATES.matcher(xmp).replaceAll("").getBytes(StandardCharsets.UTF_8));
        }
        document.setDocumentId(ByteBuffer.wrap(sha256(job.id())).getLong());
    }

    private static byte[] sha256(String text) {
        return Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private void protect(Encryption encryption) throws IOException {
        var allowed = new AccessPermission();
        for (var permission : RenderJob.Permission.values()) {
            boolean granted = encryption.permissions().contains(permission);
            switch (permission) {
                case PRINT -> {
                    allowed.setCanPrint(granted);
                    allowed.setCanPrintFaithful(granted);
                }
                case COPY -> allowed.setCanExtractContent(granted);
                case MODIFY -> allowed.setCanModify(granted);
                case ANNOTATE -> allowed.setCanModifyAnnotations(granted);
                case FILL_FORMS -> allowed.setCanFillInForm(granted);
                case ASSEMBLE -> allowed.setCanAssembleDocument(granted);
            }
        }
        var policy = new StandardProtectionPolicy(
                encryption.ownerPassword(),
                encryption.userPassword() == null ? "" : encryption.userPassword(),
                allowed);
        policy.setEncryptionKeyLength(256);
        document.protect(policy);
    }

    /** Keeps bytes up to a limit and drops the rest: an exception inside the writer would leave it half done. */
    private static final class LimitedOutput extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        private final long max;
        private boolean exceeded;

        LimitedOutput(long max) {
            this.max = max;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            exceeded |= bytes.size() + (long) length > max;
            if (!exceeded) {
                bytes.write(from, offset, length);
            }
        }
    }
}
