package dev.headwater.runtime.command;

/** What a run came to; printed, so that a run that tested nothing is seen. */
record SimulationCounts(int commands, int faults, int answered, int events, int repeats) {

    static final SimulationCounts NONE = new SimulationCounts(0, 0, 0, 0, 0);

    SimulationCounts plus(SimulationCounts other) {
        return new SimulationCounts(
                commands + other.commands,
                faults + other.faults,
                answered + other.answered,
                events + other.events,
                repeats + other.repeats);
    }

    void print(String name) {
        System.out.printf(
                "%s: %d commands, %d faults, %d answered, %d events, %d repeats; 0 lost,"
                        + " 0 duplicated, 0 in conflict%n",
                name, commands, faults, answered, events, repeats);
    }
}
