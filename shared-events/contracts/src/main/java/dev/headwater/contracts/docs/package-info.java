/** Documents for people and machines that read our topics, made from the contracts. */
@NullMarked
package dev.headwater.contracts.docs;

import org.jspecify.annotations.NullMarked;
