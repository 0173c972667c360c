/**
 * What crosses a service's wall: the schemas of every event, command and outcome, and the ids they
 * are known by.
 *
 * <p>The classes in the packages below are generated from {@code src/main/avro}; only codecs use
 * them.
 */
@org.jspecify.annotations.NullMarked
package dev.headwater.contracts;
