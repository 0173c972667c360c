package dev.headwater.contracts.gate;

import org.jspecify.annotations.Nullable;

/** Files of the contracts that cannot be used as they are. The message is for people. */
public final class ContractException extends RuntimeException {

    public ContractException(String message) {
        super(message);
    }

    public ContractException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
