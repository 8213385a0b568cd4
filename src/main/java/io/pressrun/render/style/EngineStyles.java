package io.pressrun.render.style;

import com.openhtmltopdf.context.StyleReference;
import com.openhtmltopdf.css.constants.MarginBoxName;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.newmatch.PageInfo;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.layout.SharedContext;
import io.pressrun.css.cascade.PageStyle;
import io.pressrun.css.selector.PseudoElement;
import io.pressrun.css.style.ComputedStyle;
import io.pressrun.dom.DomWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The engine's questions about styles, answered from the document's computed ones. */
@SuppressWarnings("NullAway") // the engine's class takes null for what does not apply
public final class EngineStyles extends StyleReference {
    private static final Map<String, PseudoElement> PSEUDO_ELEMENTS = pseudoElements();
    private static final Set<String> SPANNING = Set.of("td", "th", "col", "colgroup");

    private final StyleReference engine;
    private final StyledDocument document;
    private final Handover handover = new Handover();
    private final Map<String, PageInfo> pages = new HashMap<>();

    private EngineStyles(SharedContext context, StyledDocument document) {
        super(context.getUserAgentCallback());
        this.engine = context.getCss();
        this.document = document;
    }

    /** Takes over from the engine's own matching, whose font faces and rules for SVG stay. */
    public static void install(SharedContext context, StyledDocument document) {
        context.setCss(new EngineStyles(context, document));
    }

    @Override
    public CascadedStyle getCascadedStyle(@Nullable Element element, boolean restyle) {
        if (element == null) {
            return CascadedStyle.emptyCascadedStyle;
        }
        ComputedStyle style = document.styles().of(element);
        return handover.style(style, parent(element), spans(element));
    }

    private @Nullable ComputedStyle parent(Element element) {
        return element.getParentNode() instanceof Element parent
                ? document.styles().of(parent)
                : null;
    }

    /** Columns and rows that a cell takes are the engine's own properties. */
    private static String spans(Element element) {
        if (!SPANNING.contains(element.getLocalName()) || !DomWalk.XHTML.equals(element.getNamespaceURI())) {
            return "";
        }
        boolean cell = element.getLocalName().startsWith("t");
        return span(element, cell ? "colspan" : "span", "-fs-table-cell-colspan")
                + (cell ? span(element, "rowspan", "-fs-table-cell-rowspan") : "");
    }

    private static String span(Element element, String attribute, String property) {
        String value = element.getAttribute(attribute).strip();
        return value.matches("[0-9]{1,9}") ? property + ":" + value + ";" : "";
    }

    @Override
    public @Nullable CascadedStyle getPseudoElementStyle(Node node, String name) {
        Element element = node instanceof Element each ? each : (Element) node.getParentNode();
        PseudoElement pseudo = PSEUDO_ELEMENTS.get(name);
        ComputedStyle style = pseudo == null ? null : document.styles().of(element, pseudo);
        return style == null ? null : handover.style(style, document.styles().of(element), "");
    }

    @Override
    public PageInfo getPageStyle(@Nullable String name, @Nullable String pseudo) {
        return pages.computeIfAbsent(name + " " + pseudo, _ -> pageInfo(name, pseudo == null ? "" : pseudo));
    }

    private PageInfo pageInfo(@Nullable String name, String pseudo) {
        int number = pseudo.equals("first") ? 1 : pseudo.equals("left") ? 2 : 3;
        String named = name == null || name.equals("auto") ? null : name;
        PageStyle page = document.page(new PageStyle.Page(named, number, pseudo.equals("left"), false));
        ComputedStyle style = document.styles().of(page.page(), null);
        List<PropertyDeclaration> own = handover.declarations(style, null, "");
        Map<MarginBoxName, List<PropertyDeclaration>> margins = new HashMap<>();
        List<PropertyDeclaration> footnotes = List.of();
        for (var margin : page.margins().entrySet()) {
            var box = handover.declarations(document.styles().of(margin.getValue(), style), style, "");
            MarginBoxName boxName = MarginBoxName.valueOf(margin.getKey());
            if (boxName != null) {
                margins.put(boxName, box);
            } else if (margin.getKey().equals("footnote")) {
                footnotes = box;
            }
        }
        return new PageInfo(own, CascadedStyle.createLayoutStyle(own), margins, footnotes);
    }

    @Override
    public List<FontFaceRule> getFontFaceRules() {
        return engine.getFontFaceRules();
    }

    @Override
    public CalculatedStyle getRootElementStyle() {
        return engine.getRootElementStyle();
    }

    @Override
    public String getCSSForAllDescendants(Element element) {
        return engine.getCSSForAllDescendants(element);
    }

    @Override
    public boolean isHoverStyled(Element element) {
        return false;
    }

    @Override
    public int getFragmentHide(Element element) {
        return engine.getFragmentHide(element);
    }

    private static Map<String, PseudoElement> pseudoElements() {
        Map<String, PseudoElement> names = new HashMap<>();
        for (PseudoElement pseudo : PseudoElement.values()) {
            names.put(pseudo.word(), pseudo);
        }
        return Map.copyOf(names);
    }
}
