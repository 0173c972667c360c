package dev.headwater.runtime.snapshot;

import java.util.List;

/**
 * What an owner reads of a snapshot before it decides; other streams are loaded when they are asked
 * for.
 *
 * @param open the streams with open work
 * @param answers in the order of their outcomes
 */
public record SavedPartition(
        SnapshotHead head, List<SavedStream> open, List<SavedAnswers> answers) {}
