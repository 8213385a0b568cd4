package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob.Attachment;
import io.pressrun.job.RenderJob.Encryption;
import io.pressrun.job.RenderJob.PageSetup;
import io.pressrun.job.RenderJob.PdfOptions;
import io.pressrun.job.RenderJob.Permission;
import io.pressrun.job.RenderJob.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FinishingTest {
    private static final String HTML = """
            <!doctype html><html lang="de"><head><title>Of the document</title><meta name="author" content="Doc Author">
            <meta name="keywords" content="one, two"><meta name="description" content="What it says">
            <meta name="generator" content="SECRET-TOOL"><meta name="viewport" content="width=device-width">
            <meta property="og:title" content="SECRET-OG"></head><body><p>Text with <b>bold</b> and <i>italic</i></p></body></html>
            """;

    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    private static PdfOptions profile(Profile profile) {
        return new PdfOptions(profile, null, null, null, List.of(), null, List.of(), null);
    }

    private static String xmp(PDDocument document) throws IOException {
        return new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void metadataOfTheDocument_isTaken() throws Exception {
        try (var document = rendering.print(HTML).open()) {
            var information = document.getDocumentInformation();
            assertThat(information.getTitle()).isEqualTo("Of the document");
            assertThat(information.getAuthor()).isEqualTo("Doc Author");
            assertThat(information.getSubject()).isEqualTo("What it says");
            assertThat(information.getKeywords()).isEqualTo("one, two");
            assertThat(information.getProducer()).isEqualTo("Pressrun");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("de");
        }
    }

    @Test
    void metadataOfTheJob_winsOverTheDocuments() throws Exception {
        var options = new PdfOptions(Profile.PDF, "T", "A", "S", List.of("k1", "k2"), "en-GB", List.of(), null);
        try (var document = rendering.print(Rendering.job(HTML, options)).open()) {
            var information = document.getDocumentInformation();
            assertThat(information.getTitle()).isEqualTo("T");
            assertThat(information.getAuthor()).isEqualTo("A");
            assertThat(information.getSubject()).isEqualTo("S");
            assertThat(information.getKeywords()).isEqualTo("k1, k2");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
        }
    }

    @Test
    void otherMetas_areNotCopied() throws Exception {
        try (var document = rendering.print(HTML).open()) {
            assertThat(document.getDocumentInformation().getMetadataKeys())
                    .doesNotContain("generator", "viewport", "og:title");
            assertThat(document.getDocumentInformation().getCOSObject().toString())
                    .doesNotContain("SECRET");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, mode = Mode.EXCLUDE, names = "PDF")
    void pdfA_hasOutputIntent_identification_andEveryFontEmbedded(Profile profile) throws Exception {
        var printed = rendering.print(Rendering.job(HTML, profile(profile)));
        String label = profile.label();
        try (var document = printed.open()) {
            assertThat(document.getDocumentCatalog().getOutputIntents()).hasSize(1);
            assertThat(xmp(document))
                    .containsPattern("part>?=?\"?" + label.charAt(6))
                    .containsPattern("conformance>?=?\"?" + Character.toUpperCase(label.charAt(7)));
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
        assertThat(printed.text()).contains("Text with bold and italic");
    }

    @Test
    void pdfA1_hasNoObjectStreams() throws Exception {
        var printed = rendering.print(Rendering.job(HTML, profile(Profile.PDF_A_1B)));

        assertThat(new String(printed.bytes(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-1.4")
                .doesNotContain("/ObjStm");
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void noFile_tellsWhenItWasMade(Profile profile) throws Exception {
        try (var document =
                rendering.print(Rendering.job(HTML, profile(profile))).open()) {
            assertThat(document.getDocumentInformation().getCreationDate()).isNull();
            assertThat(document.getDocumentInformation().getModificationDate()).isNull();
            if (document.getDocumentCatalog().getMetadata() != null) {
                assertThat(xmp(document)).doesNotContain("CreateDate", "ModifyDate", "MetadataDate");
            }
        }
    }

    @Test
    void attachments_areEmbeddedWithTheirRelationship() throws Exception {
        var attachments = List.of(
                new Attachment("data.xml", "data:text/xml,%3Ca/%3E", null, "The data", "Data"),
                new Attachment("carried.txt", "files/c.txt", "text/plain", null, "Source"));
        var options = new PdfOptions(Profile.PDF_A_3B, null, null, null, List.of(), null, attachments, null);
        var job = Rendering.job(HTML, PageSetup.DEFAULT, options, Map.of("files/c.txt", "data:,carried"), null);

        try (var document = rendering.print(job).open()) {
            var files =
                    document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            assertThat(files.keySet()).containsExactlyInAnyOrder("data.xml", "carried.txt");
            var data = Objects.requireNonNull(files.get("data.xml"));
            assertThat(data.getEmbeddedFile().toByteArray()).asString().isEqualTo("<a/>");
            assertThat(data.getFileDescription()).isEqualTo("The data");
            assertThat(data.getCOSObject().getNameAsString("AFRelationship")).isEqualTo("Data");
            assertThat(Objects.requireNonNull(files.get("carried.txt"))
                            .getEmbeddedFile()
                            .toByteArray())
                    .asString()
                    .isEqualTo("carried");
            var associated =
                    (COSArray) document.getDocumentCatalog().getCOSObject().getDictionaryObject("AF");
            assertThat(associated).hasSize(2);
            assertThat(((COSDictionary) associated.getObject(1)).getNameAsString(COSName.getPDFName("AFRelationship")))
                    .isEqualTo("Source");
        }
    }

    @Test
    void missingAttachment_failsTheJob() {
        var attachments = List.of(new Attachment("a.txt", "files/none.txt", null, null, "Unspecified"));
        var options = new PdfOptions(Profile.PDF, null, null, null, List.of(), null, attachments, null);

        assertThatThrownBy(() -> rendering.print(Rendering.job(HTML, options)))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.ASSET_MISSING))
                .hasMessageContaining("a.txt");
    }

    @Test
    void encryptedFile_opensWithItsPasswordsOnly_andDeniesWhatIsNotGranted() throws Exception {
        var encryption = new Encryption("user-secret", "owner-secret", List.of(Permission.PRINT));
        var options = new PdfOptions(Profile.PDF, null, null, null, List.of(), null, List.of(), encryption);
        byte[] bytes = rendering.print(Rendering.job(HTML, options)).bytes();

        assertThatThrownBy(() -> Loader.loadPDF(bytes)).isInstanceOf(InvalidPasswordException.class);
        try (var document = Loader.loadPDF(bytes, "user-secret")) {
            var granted = document.getCurrentAccessPermission();
            assertThat(granted.canPrint()).isTrue();
            assertThat(granted.canExtractContent()).isFalse();
            assertThat(granted.canModify()).isFalse();
            assertThat(granted.canModifyAnnotations()).isFalse();
            assertThat(granted.canFillInForm()).isFalse();
            assertThat(granted.canAssembleDocument()).isFalse();
        }
        try (var document = Loader.loadPDF(bytes, "owner-secret")) {
            assertThat(document.getCurrentAccessPermission().isOwnerPermission())
                    .isTrue();
        }
    }

    @Test
    void fileOverTheLimit_isTooLarge() {
        var limits = new EngineLimits(10, 1000, 1000, 1000, 500);
        try (var small = new Rendering(Set.of(), 1, limits, List.of())) {
            assertThat(small.failureOf(HTML)).isEqualTo(FailureCode.PDF_TOO_LARGE);
        }
    }
}
