package dev.headwater.runtime.log;

import java.util.List;

/** Whether the log promises what the topics' contract asks for (I12). */
@FunctionalInterface
public interface TopicCheck {

    /**
     * @return one sentence for each difference; empty when the contract holds
     * @throws LogUnavailableException when the log does not answer
     */
    List<String> violations(Topics topics);
}
