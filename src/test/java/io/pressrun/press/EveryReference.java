package io.pressrun.press;

import com.openhtmltopdf.css.constants.CSSName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A document that names files in every place that can name one: every attribute of every element of HTML, every CSS
 * property and at-rule, SVG in the document and in files of its own, MathML, and what XML itself has.
 */
final class EveryReference {
    private static final List<String> ELEMENTS = words("""
            a abbr address applet area article aside audio b basefont bdi bdo bgsound big blink blockquote br button
            canvas center cite code command content data datalist dd del details dfn dialog dir div dl dt em embed
            fieldset figcaption figure font footer form frameset h1 header hgroup hr i iframe image img input ins isindex
            kbd keygen label legend li link listing main map mark marquee menu menuitem meta meter multicol nav nextid
            nobr noembed noframes object ol optgroup option output p param picture plaintext-x portal pre progress q rb
            rp rt rtc ruby s samp script section select shadow slot small source spacer span strike strong style sub
            summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
            bookmark unknown-element""");
    private static final List<String> ATTRIBUTES = words("""
            action archive attributionsrc background cite classid code codebase content data data-src dynsrc formaction
            href icon imagesrcset is itemid itemtype longdesc lowsrc manifest name object ping poster profile rel-href
            resource src srcset target usemap value valueref xlink:href xml:base xmlns xsi:schemaLocation""");
    private static final List<String> RELATIONS = words("""
            stylesheet STYLESHEET icon apple-touch-icon preload prefetch prerender preconnect dns-prefetch modulepreload
            manifest import next author license canonical search pingback attachment fontdef""");
    private static final List<String> FOREIGN_PROPERTIES = words("""
            behavior border-image border-image-source clip-path cue cue-after cue-before cursor -fs-embed filter
            background-image list-style list-style-image mask mask-border mask-border-source mask-image marker
            marker-end marker-mid marker-start -moz-binding offset-path play-during shape-inside shape-outside src
            -webkit-border-image -webkit-box-reflect -webkit-mask-image backdrop-filter fill stroke color-profile
            font-face symbols --custom""");
    private static final List<String> IMAGE_FUNCTIONS = List.of(
            "url(\"$png\")",
            "url($png)",
            "URL('$png')",
            "u\\72l($png)",
            "image-set(\"$png\" 1x)",
            "-webkit-image-set(url($png) 1x)",
            "cross-fade(url($png), url($png))",
            "image(\"$png\")",
            "src(\"$png\")",
            "\"$png\"",
            "attr(href url, url($png))",
            "var(--x, url($png))");
    private static final List<String> SVG_ELEMENTS = words("""
            a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform audio canvas circle
            clipPath color-profile cursor defs desc discard ellipse feBlend feImage feTile filter flowRoot font font-face
            font-face-format font-face-name font-face-src font-face-uri foreignObject g glyph glyphRef handler hatch
            hkern iframe image line linearGradient link listener marker mask mesh metadata missing-glyph mpath multiImage
            path pattern polygon radialGradient rect script set solidColor stop style subImageRef svg switch symbol
            tbreak text textPath title tref tspan unknown use video view vkern""");
    private static final List<String> SVG_PROPERTIES = words("""
            fill stroke filter clip-path mask marker marker-start marker-end cursor color-profile font-family src
            background enable-background""");
    private static final Pattern REFERENCE = Pattern.compile("\\$([a-z]+)");
    private static final String NAMESPACES =
            "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

    private final Target target;
    private final Map<String, String> carried = new LinkedHashMap<>();
    private int count;

    /** Makes the reference to a file of this ending. */
    interface Target {
        String to(String ending, int number);
    }

    EveryReference(Target target) {
        this.target = target;
    }

    /** Files for the job to carry, which the document names. */
    Map<String, String> carried() {
        return Collections.unmodifiableMap(carried);
    }

    String html() {
        var html = new StringBuilder(filled("""
                <!DOCTYPE html SYSTEM "$dtd"><?xml-stylesheet type="text/css" href="$css"?>
                <html manifest="$txt"><head profile="$txt">
                <meta http-equiv=refresh content="0;url=$html">
                <meta http-equiv=Link content="<$css>; rel=stylesheet">
                """));
        RELATIONS.forEach(rel ->
                html.append(filled("<link rel=\"" + rel + "\" href=\"$css\" imagesrcset=\"$png\" as=image download>")));
        html.append("<style>" + stylesheet() + "</style>");
        html.append(filled("</head><body background=\"$png\"><h4>Beginning</h4>"));
        String attributes = ATTRIBUTES.stream()
                .map(attribute -> " " + attribute + "=\"$png\"")
                .collect(Collectors.joining("", "", " style=\"background: url($png)\""));
        ELEMENTS.forEach(name -> html.append(filled("<" + name + attributes + ">x</" + name + ">\n")));
        html.append(filled("""
                <table background="$png"><tr background="$png"><td background="$png">x<th background="$png">y</table>
                <input type=image src="$png"><a download href="$txt">file</a>
                <object type=image/svg+xml data="$svg"></object>
                <picture><source srcset="$png 2x"><img src="$png"></picture>
                <iframe srcdoc='<img src="$png">'></iframe>
                <math href="$txt"><mglyph src="$png"/>
                  <mi xlink:href="$txt" altimg="$png" definitionURL="$txt">x</mi></math>
                """));
        everySvgElement().forEach(html::append);
        svgsThatRefer().forEach(html::append);
        for (String ending : List.of("png", "svg", "css")) {
            String name = "carried." + ending;
            carried.put(name, filled("$" + ending));
            html.append("<img src=\"" + name + "\"><link rel=stylesheet href=\"" + name + "\">");
        }
        files().forEach(file -> html.append("<img src=\"" + carry(file) + "\">"));
        return html.append("<h4>End</h4></body></html>").toString();
    }

    private String stylesheet() {
        var css = new StringBuilder("""
                @import "$css"; @import url($css) print; @IMPORT '$css'; @namespace x url($txt); @charset "$txt";
                @font-face { font-family: f; src: local(x), url($ttf) format("truetype"), url($ttf) }
                @font-face { font-family: g; src: url($ttf); -fs-pdf-font-embed: embed }
                p { font-family: f } body { font-family: g }
                @page { background: url($png); @top-left { content: url($png) } }
                @color-profile { name: x; src: url($icc) } @counter-style c { symbols: url($png) }
                @document url($html) { p { background: url($png) } }
                @media print { p { background: url($png) } }
                @supports (color: red) { p { background: url($png) } }
                @layer x { p { background: url($png) } }
                @scope (p) { p { background: url($png) } }
                @container (width) { p { background: url($png) } }
                @property --x { syntax: '<image>'; inherits: false; initial-value: url($png) }
                """);
        properties().forEach(property -> css.append("p { " + property + ": url($png) }\n"));
        for (String function : IMAGE_FUNCTIONS) {
            css.append("h1 { background-image: " + function + " } p::before { content: " + function + " }\n");
        }
        return filled(css.toString());
    }

    /** Every property that the engine knows, and others. */
    private static Set<String> properties() {
        Set<String> names = new TreeSet<>(FOREIGN_PROPERTIES);
        for (Field field : CSSName.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == CSSName.class) {
                try {
                    names.add(String.valueOf(field.get(null)));
                } catch (IllegalAccessException e) {
                    throw new LinkageError("the engine's properties cannot be listed", e);
                }
            }
        }
        return names;
    }

    /** Each is drawn alone, so that one that cannot be drawn hides no other. */
    private List<String> everySvgElement() {
        Stream<String> elements = SVG_ELEMENTS.stream().map(name -> """
                        <NAME id="i" xlink:href="$svg#i" href="$svg#i" src="$svg" width="9" height="9" d="M0 0h9v9z"
                          rendering-intent="auto" name="p" begin="0" attributeName="x" type="text/css"></NAME>
                        """.replace("NAME", name));
        Stream<String> properties = SVG_PROPERTIES.stream()
                .flatMap(name -> Stream.of(
                        "<rect width='9' height='9' " + name + "='url($svg#i)'/>",
                        "<path d='M0 0h9v9z' style='" + name + ": url($svg#i)'/>"));
        return Stream.concat(elements, properties)
                .map(content -> svg(filled(content)))
                .toList();
    }

    /** What refers to something where it has an effect; a line each. */
    private List<String> svgsThatRefer() {
        Stream<String> lines = """
                <filter id="f"><feImage xlink:href="$png"/></filter><rect width="9" height="9" filter="url(#f)"/>
                <pattern id="p" xlink:href="$svg#p" width="9" height="9"/><rect width="9" height="9" fill="url(#p)"/>
                <pattern id="p" width="9" height="9"><image width="9" height="9" xlink:href="$png"/></pattern><rect width="9" height="9" fill="url(#p)"/>
                <linearGradient id="l" xlink:href="$svg#l"/><rect width="9" height="9" fill="url(#l)"/>
                <radialGradient id="r" xlink:href="$svg#r"/><circle r="9" stroke="url(#r)"/>
                <mask id="m"><image width="9" height="9" xlink:href="$png"/></mask><rect width="9" height="9" mask="url(#m)"/>
                <cursor id="c" xlink:href="$png"/><rect width="9" height="9" cursor="url(#c)"/>
                <color-profile name="cp" xlink:href="$icc"/><rect width="9" height="9" fill="red icc-color(cp, 1, 0, 0)"/>
                <text y="9"><tref xlink:href="$svg#t"/></text>
                <text y="9"><textPath xlink:href="$svg#t">t</textPath></text>
                <text y="9"><altGlyph xlink:href="$svg#t">t</altGlyph></text>
                <rect width="9" height="9"><animate xlink:href="$svg#t" attributeName="x" to="3"/></rect>
                <rect width="9" height="9"><animateMotion><mpath xlink:href="$svg#t"/></animateMotion></rect>
                <font-face font-family="s"><font-face-src><font-face-uri xlink:href="$svg#f"/></font-face-src></font-face><text y="9" font-family="s">t</text>
                <style>@font-face { font-family: s; src: url($ttf) } text { font-family: s }</style><text y="9">t</text>
                <style>@import url($css); rect { fill: url($svg#i) }</style><rect width="9" height="9"/>
                <style xlink:href="$css" src="$css"></style><text y="9">t</text>
                <script type="application/java-archive" xlink:href="$jar"></script>
                <script type="text/ecmascript" xlink:href="$js"></script>
                <g xml:base="$svg"><image width="9" height="9" xlink:href="other.png"/><use xlink:href="#i"/></g>
                <foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="$png"/></foreignObject>
                <switch><g requiredExtensions="$txt"/><image width="9" height="9" xlink:href="$png"/></switch>
                <svg externalResourcesRequired="true"><image width="9" height="9" xlink:href="$svg"/></svg>
                """.lines();
        String inside = svg(filled("<image width='9' height='9' xlink:href='$png'/>"));
        return Stream.concat(
                        lines.map(this::filled),
                        Stream.of(
                                "<image width='9' height='9' xlink:href='" + data(xxe()) + "'/>",
                                "<image width='9' height='9' xlink:href='" + data(inside) + "'/>",
                                "<use xlink:href='" + data(xxe()) + "#i'/>"))
                .map(EveryReference::svg)
                .toList();
    }

    /** SVG files, which are XML; a line each. */
    private List<String> files() {
        String plain = svg("<text id='i' y='9'>plain</text>");
        Stream<String> prologues = """
                <?xml-stylesheet type="text/css" href="$css"?>
                <?xml-stylesheet type="text/xsl" href="$xsl"?>
                <!DOCTYPE svg SYSTEM "$dtd">
                <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "$dtd">
                <!DOCTYPE svg PUBLIC "-//nobody//DTD nothing//EN" "$dtd">
                <!DOCTYPE svg [<!ENTITY % p SYSTEM "$dtd"> %p;]>
                <!DOCTYPE svg [<!NOTATION n SYSTEM "$txt"><!ENTITY u SYSTEM "$png" NDATA n>]>
                """.lines();
        List<String> files = new ArrayList<>(svgsThatRefer());
        prologues.forEach(prologue -> files.add(filled(prologue) + plain));
        files.add(xxe());
        files.add(svg(filled("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='$txt'/>")));
        files.add(svg(filled("""
                <g xml:base="$svg" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                  xsi:schemaLocation="http://www.w3.org/2000/svg $xsd" xsi:noNamespaceSchemaLocation="$xsd">
                  <image width="9" height="9" xlink:href="x.png"/></g>""")));
        return files;
    }

    private String xxe() {
        return filled("<!DOCTYPE svg SYSTEM '$dtd' [<!ENTITY x SYSTEM '$txt'>]>")
                + svg("<text id='i' y='9'>&x;</text>");
    }

    private String carry(String svg) {
        String name = "file" + carried.size() + ".svg";
        carried.put(name, data(svg));
        return name;
    }

    /** With a reference in the place of each {@code $ending}. */
    private String filled(String template) {
        return REFERENCE
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(target.to(match.group(1), count++)));
    }

    private static String svg(String content) {
        return "<svg " + NAMESPACES + " width=\"9\" height=\"9\">" + content + "</svg>";
    }

    private static String data(String svg) {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }
}
