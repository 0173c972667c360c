package dev.headwater.gateway;

/** The simulator cannot start or go on. The message is a sentence for whoever started it. */
final class StartupException extends Exception {

    private static final long serialVersionUID = 1L;

    StartupException(String sentence) {
        super(sentence);
    }
}
