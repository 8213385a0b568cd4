package io.pressrun.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.dom.DomWalk;
import io.pressrun.url.ReferenceResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

final class PresentationalHintsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    td   | <table><td bgcolor=f00>                   | background-color:#0f0000;
                    td   | <table><td bgcolor=chucknorris>           | background-color:#c00000;
                    td   | <table><td width=50% nowrap>              | width:50%;white-space:nowrap;
                    td   | <table cellpadding=4><td>                 | padding:4px;
                    td   | <table border><td>                        | border:1px inset;
                    td   | <table><td align=center valign=top>       | text-align:-webkit-center;vertical-align:top;
                    td   | <table><td width=0>                       | ''
                    table| <table width=600 align=center>            | width:600px;margin-inline:auto;
                    table| <table border=0 cellspacing=0>            | border-spacing:0px;border-width:0px;border-style:none;
                    font | <font size=+1 color=red face='Arial, X'>  | color:red;font-family:Arial, X;font-size:large;
                    img  | <img width=20 height=10.5 align=right>    | width:20px;height:10.5px;float:right;
                    ol   | <ol type=A>                               | list-style-type:upper-alpha;
                    hr   | <hr noshade size=4 width=50%>             | width:50%;border-width:2.0px;
                    p    | <p align=center>                          | text-align:center;
                    div  | <div align=center>                        | text-align:-webkit-center;
                    """)
    void attributes_areDeclarations(String name, String html, String css) throws Exception {
        assertThat(PresentationalHints.of(element(name, html))).isEqualTo(css);
    }

    @Test
    void fontFace_bringsNoOtherDeclarations() throws Exception {
        assertThat(PresentationalHints.of(element("font", "<font face='x;color:red'>")))
                .isEmpty();
    }

    private static Element element(String name, String html) throws Exception {
        var document = new DocumentParser(new DocumentLimits(1 << 20, 1000, 100, 10))
                .parse(html, new ReferenceResolver(null, Set.of()));
        List<Element> found = new ArrayList<>();
        DomWalk.elements(document.dom(), each -> {
            if (DomWalk.isHtml(each, name)) {
                found.add(each);
            }
        });
        return found.getFirst();
    }
}
