package dev.headwater.kubernetes;

import java.util.List;

/** Something that must hold of an overlay. Stateless. */
interface Rule {

    /** What is wrong, in the order of the objects. */
    List<Finding> check(Overlay overlay);
}
