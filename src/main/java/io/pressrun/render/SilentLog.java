package io.pressrun.render;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLogger;
import java.util.logging.Level;

/**
 * Writes nothing. The engine's diagnostics reach the job's warnings through its consumer; switching the log off instead
 * would silence that too.
 */
final class SilentLog implements XRLogger {
    @Override
    public void log(String where, Level level, String message) {
        // Said in the warnings.
    }

    @Override
    public void log(String where, Level level, String message, Throwable error) {
        // Said in the warnings.
    }

    @Override
    public void setLevel(String logger, Level level) {
        // There is none.
    }

    @Override
    public boolean isLogLevelEnabled(Diagnostic diagnostic) {
        return false;
    }
}
