package dev.headwater.local.cli;

import dev.headwater.local.PlatformDirectory;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import dev.headwater.local.Repository;

/** The checkout that a command works on, and the platform that runs in it. */
final class Checkout {

    private final Repository repository = Repository.find();
    private final PlatformDirectory directory =
            new PlatformDirectory(repository.root().resolve(".headwater"));

    Repository repository() {
        return repository;
    }

    PlatformDirectory directory() {
        return directory;
    }

    /**
     * The directory, for what builds the files that a platform runs from.
     *
     * @throws PlatformException when one runs
     */
    PlatformDirectory idle() {
        if (PlatformState.read(directory).isPresent()) {
            throw new PlatformException(
                    "The platform runs from the files that are to be built: ./headwater down first.");
        }
        directory.create();
        return directory;
    }

    /**
     * @throws PlatformException when no platform runs
     */
    PlatformState running() {
        return PlatformState.read(directory)
                .orElseThrow(
                        () ->
                                new PlatformException(
                                        "The platform is not running: start it with ./headwater up."));
    }
}
