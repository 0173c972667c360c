package dev.headwater.runtime.projection;

import java.time.InstantSource;

/** One projection of this process: what it shares, its live runner, how far it is. */
record RunningProjection<F, R>(
        FoldContext<F, R> context, ProjectionRunner<F, R> runner, LagMeter lag) {

    static <F, R> RunningProjection<F, R> of(
            String service, FoldContext<F, R> context, Jobs jobs, InstantSource clock) {
        String group = service + "." + context.id();
        return new RunningProjection<>(
                context,
                new ProjectionRunner<>(group, context, clock, () -> jobs.rebuildRaised(context)),
                new LagMeter(context));
    }
}
