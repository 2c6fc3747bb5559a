package io.headgate.ingest.demo;

import java.io.PrintStream;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long steps are, to whoever watches. */
interface DemoProgress {

    /** In characters; asking the terminal would start processes. */
    int WIDTH = 79;

    /**
     * Begins a step.
     *
     * @param size what it will reach, if known
     */
    Step start(String name, OptionalLong size);

    /** A step under way. */
    interface Step extends AutoCloseable {

        void reached(long count);

        @Override
        void close();
    }

    /** For when nobody watches. */
    static DemoProgress silent() {
        return (name, size) -> new Step() {
            @Override
            public void reached(long count) {
                // Nobody watches.
            }

            @Override
            public void close() {
                // Nothing is shown.
            }
        };
    }

    /** Bars that redraw themselves on a terminal and leave no trace. */
    static DemoProgress bars(PrintStream terminal) {
        return (name, size) -> {
            ProgressBar bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(size.orElse(-1))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                    .clearDisplayOnFinish()
                    .showSpeed()
                    .build();
            return new Step() {
                @Override
                public void reached(long count) {
                    bar.stepTo(count);
                }

                @Override
                public void close() {
                    bar.close();
                }
            };
        };
    }
}
