package io.pressrun.render.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.render.watch.RenderProgress.Step;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class RenderProgressTest {
    private static Element element(String id, String classes) throws Exception {
        var element = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .newDocument()
                .createElement("div");
        element.setAttribute("id", id);
        element.setAttribute("class", classes);
        return element;
    }

    @Test
    void place_isTheStepAndTheElementThatTheEngineIsAt() throws Exception {
        var progress = new RenderProgress();
        progress.at(element("total", "sum"));
        assertThat(progress.where())
                .isEqualTo("while it read the styles, at <div id=\"total\" class=\"sum\"> or after it");

        progress.begin(Step.LAYOUT);
        assertThat(progress.where()).isEqualTo("while it laid out the pages");

        progress.at(element("", ""));
        progress.at(null);
        assertThat(progress.where()).isEqualTo("while it laid out the pages, at <div> or after it");
    }

    @Test
    void whatIsNoName_isNotShown() throws Exception {
        var progress = new RenderProgress();
        progress.at(element("a\nb", "x".repeat(41)));

        assertThat(progress.where()).isEqualTo("while it read the styles, at <div> or after it");
    }
}
