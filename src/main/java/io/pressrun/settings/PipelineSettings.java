package io.pressrun.settings;

import io.pressrun.document.DocumentLimits;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.press.PressLimits;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.Styles;
import java.nio.file.Path;
import java.util.List;

/** What printing a job may take. */
public record PipelineSettings(
        FetchSettings fetch,
        DocumentLimits document,
        EngineLimits engine,
        Styles styles,
        PressLimits press,
        Pool pool,
        Fonts fonts) {
    /**
     * The threads that parse and render.
     *
     * @param threads at least 1: the setting's 0 is already replaced by the number of cores
     */
    public record Pool(int threads, long stackBytes) {}

    /**
     * The fonts that documents may use besides their own and those that come with Pressrun.
     *
     * @param system whether they may use those installed on the machine
     */
    public record Fonts(List<Path> directories, boolean system) {
        public Fonts {
            directories = List.copyOf(directories);
        }
    }
}
