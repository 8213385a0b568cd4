package io.pressrun.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads SVG that came as a file. Nothing outside of the file is looked at, and its entities are bounded by the JDK. */
public final class SvgFile {
    private static final String XERCES = "http://apache.org/xml/features/";

    private SvgFile() {}

    /** Whether the file can only be markup. */
    public static boolean isMarkup(byte[] file) {
        int start = file.length >= 3 && (file[0] & 0xFF) == 0xEF ? 3 : 0;
        while (start < file.length && file[start] >= 0 && file[start] <= ' ') {
            start++;
        }
        return start < file.length && (file[start] == '<' || (file[start] & 0xFE) == 0xFE);
    }

    /** Empty when it is no well-formed XML. */
    public static Optional<Document> parse(byte[] file) {
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
