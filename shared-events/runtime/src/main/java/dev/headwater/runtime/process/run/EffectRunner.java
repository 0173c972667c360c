package dev.headwater.runtime.process.run;

import dev.headwater.runtime.command.CommandGateway;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.process.Backoff;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.runtime.process.EffectUnavailableException;
import dev.headwater.runtime.process.Scheduler;
import dev.headwater.runtime.process.run.EffectRun.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the calls to the outside that open intents ask for, each until a later event closes it.
 *
 * <p>A call is repeated with the intent's event id as its key for ever, so that the other side can
 * tell a repeat; its answer goes into the log as a command with an id of its own, so that two
 * answers have one effect. At most {@code concurrencyMax} calls are out at a time; a call that
 * backs off, or whose answer is being recorded, holds no place. What waits is bounded by the
 * intents that are open. Thread-safe.
 *
 * <p>An exception of {@code call} that does not say "unavailable" is a defect: it is logged once
 * per intent, counted, and tried again, because the intent stays in the log and asks for an answer.
 */
public final class EffectRunner implements EffectCalls, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EffectRunner.class.getName());

    private final ServiceDefinition service;
    private final EffectAnswers answers;
    private final EffectDefects defects;
    private final Scheduler scheduler;
    private final Backoff backoff;
    private final int concurrencyMax;
    private final MeterRegistry meters;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, EffectRun> runs = new HashMap<>();
    private final LinkedHashSet<EffectRun> waiting = new LinkedHashSet<>();
    private int calling;

    /**
     * @param gateway takes the answers
     * @param concurrencyMax most calls at a time
     */
    public EffectRunner(
            ServiceDefinition service,
            CommandGateway gateway,
            Scheduler scheduler,
            Backoff backoff,
            int concurrencyMax,
            MeterRegistry meters) {
        this.service = service;
        this.defects = new EffectDefects(meters);
        this.answers = new EffectAnswers(gateway, defects);
        this.scheduler = scheduler;
        this.backoff = backoff;
        this.concurrencyMax = concurrencyMax;
        this.meters = meters;
        Gauge.builder("headwater.effects.open", this, EffectRunner::open)
                .description("Intents of owned partitions that no event has closed")
                .register(meters);
        Gauge.builder("headwater.effects.running", this, EffectRunner::running)
                .description("Calls to the outside that are out now")
                .register(meters);
    }

    @Override
    public void opened(int partition, Envelope<?> intent) {
        Effect<Object, Object> effect = effectOf(intent);
        locked(
                () -> {
                    if (!runs.containsKey(intent.eventId())) {
                        EffectRun run = new EffectRun(partition, intent, effect);
                        runs.put(intent.eventId(), run);
                        waiting.add(run);
                        startWaiting();
                    }
                });
    }

    @Override
    public void closed(int partition, UUID intentEventId) {
        locked(
                () -> {
                    EffectRun run = runs.get(intentEventId);
                    if (run != null && run.partition == partition) {
                        runs.remove(intentEventId);
                        // Its own answer has closed it, most likely: let the gateway return.
                        end(run, run.phase != Phase.ANSWERING);
                    }
                });
    }

    @Override
    public void stop(int partition) {
        locked(
                () -> {
                    List<EffectRun> ended =
                            runs.values().stream()
                                    .filter(run -> run.partition == partition)
                                    .toList();
                    ended.forEach(run -> runs.remove(run.intent.eventId()));
                    ended.forEach(run -> end(run, true));
                });
    }

    /** Stops everything; what is open runs again wherever its partition is owned next. */
    @Override
    public void close() {
        locked(
                () -> {
                    List<EffectRun> ended = List.copyOf(runs.values());
                    runs.clear();
                    waiting.clear();
                    ended.forEach(run -> end(run, true));
                });
    }

    /** Intents that no event has closed. */
    int open() {
        lock.lock();
        try {
            return runs.size();
        } finally {
            lock.unlock();
        }
    }

    /** Calls that are out. */
    int running() {
        lock.lock();
        try {
            return calling;
        } finally {
            lock.unlock();
        }
    }

    private void startWaiting() {
        while (calling < concurrencyMax && !waiting.isEmpty()) {
            EffectRun next = waiting.removeFirst();
            next.phase = Phase.STARTING;
            calling++;
            next.task = scheduler.after(Duration.ZERO, () -> call(next));
        }
    }

    private void end(EffectRun run, boolean interrupt) {
        Phase before = run.phase;
        run.phase = Phase.ENDED;
        waiting.remove(run);
        if (before == Phase.STARTING) {
            free();
        }
        if (interrupt && run.task != null) {
            run.task.cancel();
        }
    }

    private void free() {
        calling--;
        startWaiting();
    }

    private void call(EffectRun run) {
        if (!moved(run, Phase.STARTING, Phase.CALLING)) {
            return;
        }
        try {
            Object answer =
                    run.effect.call(run.intent.stream(), run.intent.event(), run.intent.eventId());
            count("answered");
            answered(run, answer);
        } catch (EffectUnavailableException e) {
            LOG.log(Level.DEBUG, "an effect was unavailable: stream=" + run.intent.stream(), e);
            failed(run, "unavailable");
        } catch (RuntimeException | Error e) {
            defects.report(run, e, "an effect's call threw; it is tried again");
            failed(run, "defect");
        }
    }

    private void answered(EffectRun run, Object answer) {
        locked(
                () -> {
                    free();
                    if (run.phase == Phase.CALLING) {
                        run.phase = Phase.ANSWERING;
                        run.answer = answer;
                        run.failures = 0;
                    }
                });
        answer(run);
    }

    private void failed(EffectRun run, String result) {
        count(result);
        locked(
                () -> {
                    free();
                    if (run.phase == Phase.CALLING) {
                        run.phase = Phase.BACKING_OFF;
                        run.failures++;
                        run.task = scheduler.after(backoff.after(run.failures), () -> retry(run));
                    }
                });
    }

    private void retry(EffectRun run) {
        locked(
                () -> {
                    if (run.phase == Phase.BACKING_OFF) {
                        run.phase = Phase.WAITING;
                        waiting.add(run);
                        startWaiting();
                    }
                });
    }

    /**
     * Hands the answer to the owner, again and again until it is accepted or no longer asked for.
     */
    private void answer(EffectRun run) {
        if (!moved(run, Phase.ANSWERING, Phase.ANSWERING)) {
            return;
        }
        boolean accepted = answers.accepted(run);
        locked(
                () -> {
                    if (run.phase != Phase.ANSWERING) {
                        return;
                    }
                    if (accepted) {
                        run.phase = Phase.ANSWERED;
                    } else {
                        run.failures++;
                        run.task = scheduler.after(backoff.after(run.failures), () -> answer(run));
                    }
                });
    }

    private boolean moved(EffectRun run, Phase from, Phase to) {
        lock.lock();
        try {
            if (run.phase != from) {
                return false;
            }
            run.phase = to;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void count(String result) {
        meters.counter("headwater.effects.calls", "result", result).increment();
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** The stream's category leads to the effect whose events and commands belong together. */
    @SuppressWarnings("unchecked")
    private Effect<Object, Object> effectOf(Envelope<?> intent) {
        Effect<?, ?> effect = service.aggregateOf(intent.stream()).effect();
        if (effect == null) {
            throw new IllegalArgumentException(
                    intent.stream() + " is of no aggregate with effects");
        }
        return (Effect<Object, Object>) effect;
    }
}
