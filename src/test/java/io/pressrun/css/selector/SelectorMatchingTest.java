package io.pressrun.css.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.Documents;
import io.pressrun.css.syntax.Values;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class SelectorMatchingTest {
    private static final String TREE = "<div id=a class='x y'><p id=b class=x lang=en-GB>t</p><p id=c></p>"
            + "<ul id=d><li id=e><li id=f class=s><li id=g><li id=h class=s></ul>"
            + "<span id=i data-k='One two'> </span><p id=j title=Q><em id=k></em><b id=l></b><em id=m></em></p></div>";

    static String matched(Document document, String selector, boolean quirks) {
        SelectorList list = SelectorParser.parse(Values.of(selector), Namespaces.NONE, Nesting.NONE)
                .orElseThrow(() -> new AssertionError("Invalid: " + selector));
        DocumentIndex index = DocumentIndex.of(document, quirks);
        return index.nodes().stream()
                .filter(node -> list.selectors().stream().anyMatch(each -> each.matches(node, index.matching())))
                .map(node -> node.element().hasAttribute("id") ? node.element().getAttribute("id") : node.lowerName())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '\u00a7',
            value = {
                "p => b c j",
                "P => b c j",
                "* => html head body a b c d e f g h i j k l m",
                ".x => a b",
                ".x.y => a",
                ".X => §§",
                "#b => b",
                "div.x#a => a",
                ".x .x => b",
                ".x > p => b c j",
                "body p => b c j",
                "html > p => §§",
                "p + p => c",
                "p ~ p => c j",
                "#b ~ span + p => j",
                "ul li + li => f g h",
                "body > div p em => k m",
                "p ~ ul > li => e f g h",
                ":root => html",
                ":scope => html",
                ":empty => head c e f g h k l m",
                "p:first-child => b",
                "li:last-child => h",
                "ul:only-child => §§",
                "em:first-of-type => k",
                "p:last-of-type => j",
                "b:only-of-type => l",
                "li:nth-child(odd) => e g",
                "li:nth-child(2n) => f h",
                "li:nth-child( 2n + 1 ) => e g",
                "li:nth-child(2N+1) => e g",
                "li:nth-child(-n+2) => e f",
                "li:nth-child(n+3) => g h",
                "li:nth-child(+n) => e f g h",
                "li:nth-child(3) => g",
                "li:nth-child(-2n+3) => e g",
                "li:nth-last-child(1) => h",
                "li:nth-child(1 of .s) => f",
                "li:nth-last-child(1 of .s) => h",
                "li:nth-child(even of li, p) => f h",
                "em:nth-of-type(2) => m",
                "em:nth-last-of-type(2) => k",
                ":is(p, ul) > :is(em, li.s) => f h k m",
                ":is(p, :unknown, ..) => b c j",
                ":is() => §§",
                ":where(#b, #c) => b c",
                "p:not(.x) => c j",
                "p:not(.x, [title]) => c",
                ":not(*) => §§",
                "p:not(:empty) => b j",
                "li:not(:first-child):not(.s) => g",
                "p:has(em) => j",
                "p:has(> em + b) => j",
                "p:has(+ p) => b",
                "p:has(~ span) => b c",
                "ul:has(li.s) => d",
                "div:has(> ul > .s) => a",
                "p:has(~ ul .s) => b c",
                "p:not(:has(*)) => b c",
                "div:has(p, .none) => a",
                ":lang(en) => b",
                ":lang(\"*-gb\") => b",
                ":lang(fr) => §§",
                ":dir(rtl) => §§",
                "p:dir(ltr) => b c j",
                "p:hover, p:focus, p:visited, p:target => §§",
                "p:not(:hover) => b c j",
                "p:is(:hover, .x) => b",
                ":host, :host(p) => §§",
                "p:defined => b c j",
                "[title] => j",
                "[TITLE] => j",
                "[title=Q] => j",
                "[title=q] => §§",
                "[title=q i] => j",
                "[lang=EN-gb] => b",
                "[lang=EN-gb s] => §§",
                "[lang|=en] => b",
                "[class~=y] => a",
                "[data-k^=One] => i",
                "[data-k$=\"two\"] => i",
                "[data-k*='e t'] => i",
                "[data-k*=''] => §§",
                "[data-k~=two] => i",
                "[data-k='one TWO' I] => i",
                "*|p => b c j",
                "|p => §§",
                "& => html",
                "p::before => b c j",
                "p:before => b c j",
            })
    void selector_matches(String selector, String ids) {
        assertThat(matched(Documents.html(TREE), selector, false)).isEqualTo(ids.equals("§§") ? "" : ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                ".X => a b",
                "#B => b",
                ".X > #B => b",
                ".Y .x => b",
                ":is(.X) => a b",
            })
    void quirksMode_comparesClassesAndIdsWithoutCase(String selector, String ids) {
        assertThat(matched(Documents.html(TREE), selector, true)).isEqualTo(ids);
    }

    private static final String FORM = "<form><input id=a type=checkbox checked><input id=b type=radio name=r>"
            + "<input id=c disabled value=v><input id=d required placeholder=p><textarea id=e readonly></textarea>"
            + "<select id=f><option id=g><option id=h></select><fieldset id=i disabled><legend id=j><input id=k></legend>"
            + "<input id=l></fieldset><button id=m></button><input id=n type=number min=1 max=3 value=5></form>"
            + "<a id=o href=x></a><a id=p></a><details id=q open></details><progress id=r></progress><div id=s contenteditable></div>";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                ":checked => a g",
                ":disabled => c i l",
                ":enabled => a b d e f g h k m n",
                ":required => d",
                "input:optional => a b c k l n",
                ":read-write => d k n s",
                "textarea:read-only => e",
                ":placeholder-shown => d",
                ":default => a m",
                ":indeterminate => b r",
                ":link => o",
                ":any-link => o",
                "a:not(:link) => p",
                ":open => q",
                ":invalid => d n",
                ":out-of-range => n",
                "[type=CHECKBOX] => a",
            })
    void formStates_areThoseOfTheMarkup(String selector, String ids) {
        assertThat(matched(Documents.html(FORM), selector, false)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "<p id=a dir=rtl><b id=b>x</b></p> => b:dir(rtl) => b",
                "<p id=a dir=auto>\u05d0</p><p id=b dir=auto>a</p> => p:dir(rtl) => a",
                "<p id=a><bdi id=b>\u0627</bdi></p> => :dir(rtl) => b",
                "<p id=a lang=de-Latn-DE-1996></p> => :lang(de-DE) => a",
                "<p id=a lang=''><b id=b></b></p> => p:lang('') => a",
            })
    void languageAndDirection_areInherited(String body, String selector, String ids) {
        assertThat(matched(Documents.html(body), selector, false)).isEqualTo(ids);
    }
}
