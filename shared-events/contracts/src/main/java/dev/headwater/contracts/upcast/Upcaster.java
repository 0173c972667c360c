package dev.headwater.contracts.upcast;

import org.apache.avro.generic.GenericRecord;

/**
 * One step: what a record of one version says, in the words of the next. Pure and total over what
 * that version wrote.
 */
@FunctionalInterface
public interface Upcaster {

    /**
     * Puts into {@code after} what Avro's rules cannot know.
     *
     * @param before as it was written, or as the step before left it; not to be changed
     * @param after a fresh record of the next version that holds all fields of the same name and
     *     the defaults of the others
     */
    void upcast(GenericRecord before, GenericRecord after);
}
