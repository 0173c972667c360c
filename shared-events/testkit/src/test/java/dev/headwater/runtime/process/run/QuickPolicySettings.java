package dev.headwater.runtime.process.run;

import java.time.Duration;

/** Settings with short pauses. */
record QuickPolicySettings() implements PolicySettings {

    @Override
    public Duration backOffMin() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration backOffMax() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration localWaitMax() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration commitInterval() {
        return Duration.ofMillis(100);
    }

    @Override
    public int streamsMax() {
        return 100;
    }
}
