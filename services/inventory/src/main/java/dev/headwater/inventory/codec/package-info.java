/**
 * What inventory writes and reads, as Avro records: the one package that sees generated classes.
 */
@NullMarked
package dev.headwater.inventory.codec;

import org.jspecify.annotations.NullMarked;
