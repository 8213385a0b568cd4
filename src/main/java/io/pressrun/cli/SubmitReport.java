package io.pressrun.cli;

import io.pressrun.client.SubmitClient.Answer;
import io.pressrun.job.Outcome;
import io.pressrun.job.ResultEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * What {@code submit} tells of its jobs: a line for each, on standard output when it is printed and on standard error
 * when it failed. Where a person watches several jobs a bar runs, and the lines follow it.
 */
final class SubmitReport implements SubmittedJobs.Answers, AutoCloseable {
    private final @Nullable SavedPdfs files;
    private final PrintWriter out;
    private final PrintWriter err;
    private final int total;
    private final @Nullable ProgressBar bar;
    private final List<Runnable> later = new ArrayList<>();
    private int printed;
    private int failed;

    /** @param files where PDFs are saved, or {@code null} when they stay where they are */
    SubmitReport(int total, @Nullable SavedPdfs files, PrintWriter out, PrintWriter err) {
        this.files = files;
        this.out = out;
        this.err = err;
        this.total = total;
        this.bar = total > 1 && isWatched() ? bar(total) : null;
    }

    int failures() {
        return failed;
    }

    @Override
    public void result(String name, ResultEvent result) throws IOException {
        switch (result.outcome()) {
            case Outcome.Printed done -> {
                String where = files == null
                        ? done.receipt().uri()
                        : files.save(result.id(), done.receipt()).toString();
                printed++;
                say(() -> {
                    RenderCommand.printWarnings(done.warnings(), err);
                    out.println(result.id() + ": " + RenderCommand.extent(done) + ", " + where);
                });
            }
            case Outcome.Failed failure -> {
                failed++;
                say(() -> {
                    RenderCommand.printWarnings(failure.warnings(), err);
                    err.println(result.id() + ": " + failure.message() + " (" + failure.code() + ")");
                });
            }
            case Outcome.RetryLater _, Outcome.Interrupted _ -> throw new IllegalStateException("no final outcome");
        }
        if (bar != null) {
            bar.step();
        }
    }

    private void say(Runnable lines) {
        if (bar == null) {
            lines.run();
            out.flush();
            err.flush();
        } else {
            later.add(lines);
        }
    }

    @Override
    public void pdf(Answer.Pdf pdf) throws IOException {
        if (files != null) {
            files.arrived(pdf);
        }
    }

    @Override
    public boolean isWaiting() {
        return files != null && files.isWaiting();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        later.forEach(Runnable::run);
        if (total > 1) {
            err.println(printed + " of " + total + " printed" + (failed == 0 ? "" : ", " + failed + " failed"));
        }
        out.flush();
        err.flush();
    }

    @SuppressWarnings("SystemConsoleNull") // the JDK says it may be null still
    private static boolean isWatched() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static ProgressBar bar(int total) {
        return new ProgressBarBuilder()
                .setTaskName("Completion")
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }
}
