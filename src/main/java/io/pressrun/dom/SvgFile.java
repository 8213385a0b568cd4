package io.pressrun.dom;

import io.pressrun.url.PercentEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads SVG that came as a file. Nothing outside of the file is looked at, and its entities are bounded by the JDK. */
public final class SvgFile {
    private static final int MAX_TAGS = 200_000;
    private static final String XERCES = "http://apache.org/xml/features/";

    private SvgFile() {}

    /** Whether the file can only be markup. */
    public static boolean isMarkup(byte[] file) {
        int start = startsWith(file, 0xEF, 0xBB) ? 3 : 0;
        while (start < file.length && file[start] >= 0 && file[start] <= ' ') {
            start++;
        }
        return start < file.length && file[start] == '<' || isUtf16(file);
    }

    private static boolean isUtf16(byte[] file) {
        return startsWith(file, 0xFE, 0xFF) || startsWith(file, 0xFF, 0xFE);
    }

    private static boolean startsWith(byte[] file, int first, int second) {
        return file.length > 2 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
    }

    /** Whether the file may hold text, or another file that does; it may err on the side of yes. */
    public static boolean mayHaveText(byte[] file) {
        String ascii = new String(file, StandardCharsets.ISO_8859_1);
        return isUtf16(file) || ascii.contains("text") || ascii.contains("data:") || ascii.contains("<!");
    }

    /** The content of a {@code data:} URI; empty when it cannot be read. */
    public static Optional<byte[]> inDataUri(String uri) {
        int comma = uri.indexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        boolean base64 =
                uri.substring(0, comma).strip().toLowerCase(Locale.ROOT).endsWith("base64");
        String content = PercentEncoding.decode(uri.substring(comma + 1));
        try {
            return Optional.of(
                    base64 ? Base64.getMimeDecoder().decode(content) : content.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty when it is no well-formed XML, or has more tags than a drawing of 100,000 elements. */
    public static Optional<Document> parse(byte[] file) {
        if (hasTooManyTags(file)) {
            return Optional.empty();
        }
        try {
            var builder = factory().newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            builder.setErrorHandler(SILENT);
            return Optional.of(builder.parse(new ByteArrayInputStream(file)));
        } catch (SAXException | IOException e) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a feature", e);
        }
    }

    /** A tree takes a hundred times the room of its shortest tags. */
    private static boolean hasTooManyTags(byte[] file) {
        int tags = 0;
        for (byte b : file) {
            tags += b == '<' ? 1 : 0;
        }
        return tags > MAX_TAGS;
    }

    /** The document as text that stands for itself, without a declaration of its encoding. */
    public static String text(Document svg) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(svg.getDocumentElement()), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalArgumentException("what was read as XML cannot be written as XML", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature(XERCES + "nonvalidating/load-external-dtd", false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return factory;
    }

    private static final ErrorHandler SILENT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) {}

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };
}
