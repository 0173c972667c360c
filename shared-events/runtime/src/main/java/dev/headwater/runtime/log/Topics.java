package dev.headwater.runtime.log;

/** The four topics of a service. */
public record Topics(String service) {

    public String events() {
        return service + ".events";
    }

    public String commands() {
        return service + ".commands";
    }

    public String outcomes() {
        return service + ".outcomes";
    }

    public String deadLetters() {
        return service + ".dead-letters";
    }
}
