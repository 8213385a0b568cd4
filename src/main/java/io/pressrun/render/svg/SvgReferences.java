package io.pressrun.render.svg;

import io.pressrun.css.EngineCss;
import io.pressrun.css.FontLists;
import io.pressrun.dom.DomWalk;
import io.pressrun.dom.SvgFile;
import io.pressrun.fetch.Asset;
import io.pressrun.job.AssetKind;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import io.pressrun.render.bridge.AssetBridge;
import io.pressrun.render.image.ImageConversion;
import io.pressrun.render.image.ImageFormat;
import io.pressrun.render.image.PngChunks;
import io.pressrun.render.image.WebImages;
import io.pressrun.render.watch.RenderWatch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What an SVG refers to, settled before it is drawn, for the drawer decodes whatever it is given. Images become
 * {@code data:} URIs of files that passed the limits; all else but links may refer to the SVG itself only. Families of
 * fonts are named with all of their parts.
 */
public final class SvgReferences {
    /** Of SVG within SVG within SVG. */
    private static final int MAX_DEPTH = 4;

    /** Of all images within the SVG of a document, each as often as it is shown: the drawer unpacks it every time. */
    private static final long MAX_INLINED = 64L << 20;

    private static final String XLINK = "http://www.w3.org/1999/xlink";

    /** What is drawn for an image that is left out; the drawer takes a missing reference for an error. */
    private static final String NOTHING =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=";

    private final Document document;
    private final AssetBridge bridge;
    private final WebImages images;
    private final Function<String, String> furtherFonts;
    private final RenderWatch watch;
    private final Consumer<Warning> warnings;
    /** By the file's array, which is the same each time that the bridge gives it. */
    private final IdentityHashMap<byte[], Optional<String>> inlined = new IdentityHashMap<>();

    private long inlinedCharacters;

    private final Set<Element> settled = Collections.newSetFromMap(new IdentityHashMap<>());

    public SvgReferences(
            Document document,
            AssetBridge bridge,
            WebImages images,
            Function<String, String> furtherFonts,
            RenderWatch watch,
            Consumer<Warning> warnings) {
        this.document = document;
        this.bridge = bridge;
        this.images = images;
        this.furtherFonts = furtherFonts;
        this.watch = watch;
        this.warnings = warnings;
    }

    /**
     * Changes the SVG, the first time that it is seen. One that is no part of the document may load nothing (SVG 2,
     * 2.7.1).
     *
     * @throws SvgRefused when it would become too large or goes in a circle
     */
    void settle(Element svg) {
        if (!settled.contains(svg)) {
            settle(svg, document.isSameNode(svg.getOwnerDocument()), 1);
            settled.add(svg);
        }
    }

    private void settle(Element svg, boolean inline, int depth) {
        SvgUses.check(svg);
        SvgDashes.check(svg);
        Node node = svg;
        while (node != null) {
            watch.glance();
            if (isLeftOut(node)) {
                Node next = DomWalk.nextOutside(node, svg);
                node.getParentNode().removeChild(node);
                node = next;
            } else {
                if (node instanceof Element element) {
                    settleElement(element, inline, depth);
                }
                node = DomWalk.next(node, svg);
            }
        }
    }

    private boolean isLeftOut(Node node) {
        return node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE
                || node instanceof Element element && isForeignUse(element);
    }

    private static String name(Element element) {
        return element.getLocalName() == null ? element.getNodeName() : element.getLocalName();
    }

    /** Whether the element stands for one of another document; the drawer takes it without a reference for an error. */
    private boolean isForeignUse(Element element) {
        String name = name(element);
        boolean foreign = (name.equals("use") || name.equals("tref")) && isForeign(reference(element));
        if (foreign) {
            warn(
                    "SVG_INVALID",
                    "An SVG uses a part of another document, which is left out. Put it into the SVG itself.",
                    reference(element));
        }
        return foreign;
    }

    private static boolean isForeign(String reference) {
        return !reference.isEmpty() && !reference.startsWith("#");
    }

    private void settleElement(Element element, boolean inline, int depth) {
        switch (name(element)) {
            case "a" -> {}
            case "image", "feImage" -> setReference(element, image(reference(element), inline, depth));
            case "style" -> {
                String css = element.getTextContent();
                String local = FontLists.stylesheet(EngineCss.svgStylesheet(css), furtherFonts);
                if (!local.equals(css)) {
                    element.setTextContent(local);
                }
            }
            default -> {
                String reference = reference(element);
                setReference(element, reference.startsWith("#") ? reference : null);
            }
        }
        element.removeAttributeNS(XMLConstants.XML_NS_URI, "base");
        element.removeAttribute("xml:base");
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            String value = attribute.getValue();
            String local = css(attribute.getName(), value.contains("(") ? EngineCss.svgStylesheet(value) : value);
            if (!local.equals(value)) {
                attribute.setValue(local);
            }
        }
    }

    private String css(String attribute, String value) {
        return switch (attribute) {
            case "style" -> FontLists.declarations(value, furtherFonts);
            case "font-family" -> FontLists.value(value, furtherFonts);
            default -> value;
        };
    }

    private static String reference(Element element) {
        String href = element.getAttribute("href");
        return (href.isBlank() ? element.getAttributeNS(XLINK, "href") : href).strip();
    }

    /** Leaves one attribute of the two, or the drawer might go by the other. */
    private static void setReference(Element element, @Nullable String reference) {
        element.removeAttribute("href");
        element.removeAttributeNS(XLINK, "href");
        if (reference != null) {
            element.setAttributeNS(XLINK, "xlink:href", reference);
        }
    }

    /** The image as the drawer may have it. */
    private String image(String reference, boolean inline, int depth) {
        if (reference.startsWith("#")) {
            return reference;
        }
        String address = reference.isEmpty() ? null : bridge.resolveURI(null, reference);
        if (address == null || !inline && !address.startsWith("data:")) {
            return NOTHING;
        }
        return switch (bridge.await(address, AssetKind.IMAGE)) {
            case Asset.Found found -> shown(found, depth).orElse(NOTHING);
            case Asset.Missing _ -> NOTHING;
        };
    }

    private Optional<String> shown(Asset.Found found, int depth) {
        var known = inlined.get(found.bytes());
        var image = known == null ? image(found, depth) : known;
        inlined.put(found.bytes(), image);
        inlinedCharacters += image.map(String::length).orElse(0);
        if (inlinedCharacters <= MAX_INLINED && (known == null || images.mayBeShownAgain(found.bytes()))) {
            return image;
        }
        warn(
                "IMAGE_TOO_LARGE",
                "The SVG of the document shows this image too often for its size; it is left out. Show it once, with"
                        + " <use> for the others.",
                found.uri().toString());
        return Optional.empty();
    }

    private Optional<String> image(Asset.Found found, int depth) {
        if (ImageFormat.of(found.bytes()) != null) {
            return bitmap(found.bytes(), found.uri());
        }
        if (SvgFile.isMarkup(found.bytes())) {
            return nested(found, depth);
        }
        warn(
                "IMAGE_UNREADABLE",
                "An image within an SVG is of no known kind and is left out.",
                found.uri().toString());
        return Optional.empty();
    }

    private Optional<String> bitmap(byte[] file, URI address) {
        return images.usable(file, address).flatMap(usable -> {
            try {
                var format = ImageFormat.of(usable);
                byte[] drawable = switch (format) {
                    case PNG -> PngChunks.ofThePicture(usable);
                    case JPEG -> usable;
                    case null -> usable;
                    default -> ImageConversion.converted(usable, format, watch);
                };
                String type = format == ImageFormat.JPEG ? "jpeg" : "png";
                return Optional.of(data("image/" + type, drawable));
            } catch (IOException e) {
                warn("IMAGE_UNREADABLE", "The image cannot be decoded and is left out.", address.toString());
                return Optional.empty();
            }
        });
    }

    private Optional<String> nested(Asset.Found found, int depth) {
        if (depth == MAX_DEPTH) {
            warn(
                    "SVG_INVALID",
                    "SVG within SVG is nested more than " + MAX_DEPTH + " deep; the rest is left out.",
                    found.uri().toString());
            return Optional.empty();
        }
        var svg = SvgFile.parse(found.bytes());
        if (svg.isEmpty()) {
            warn(
                    "SVG_INVALID",
                    "The SVG is no well-formed XML, or too large, and is left out.",
                    found.uri().toString());
            return Optional.empty();
        }
        settle(svg.get().getDocumentElement(), false, depth + 1);
        return Optional.of(data("image/svg+xml", SvgFile.text(svg.get()).getBytes(StandardCharsets.UTF_8)));
    }

    private static String data(String type, byte[] file) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(file);
    }

    private void warn(String code, String message, String subject) {
        warnings.accept(new Warning(code, message, ShownUri.of(subject)));
    }
}
