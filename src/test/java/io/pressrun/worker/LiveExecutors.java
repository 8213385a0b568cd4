package io.pressrun.worker;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The executors of virtual threads that are open in this JVM, as its thread dump tells of them. */
final class LiveExecutors {
    private static final Pattern CONTAINER = Pattern.compile("\"container\": *\"java.util.concurrent.ThreadPerTask");

    private LiveExecutors() {}

    /** @param folder for the dump, which is deleted */
    static long count(Path folder) throws IOException {
        Path dump = folder.resolve("threads.json").toAbsolutePath();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
        try {
            return CONTAINER.matcher(Files.readString(dump)).results().count();
        } finally {
            Files.delete(dump);
        }
    }
}
