package dev.headwater.kubernetes;

import static dev.headwater.kubernetes.Rendered.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A mistake that somebody could make.
 *
 * @param object that the finding is about
 * @param said part of the finding
 */
record Mistake(
        String what, String overlay, UnaryOperator<Overlay> made, String object, String said) {

    static final String ORDERS = "Deployment/headwater-orders";
    static final String CONTAINER = "/spec/template/spec/containers/0";

    static Mistake in(
            String overlay, String what, String object, Consumer<ObjectNode> change, String said) {
        return new Mistake(what, overlay, edit(object, change), object, said);
    }

    static Mistake service(String what, Consumer<ObjectNode> change, String said) {
        return in("production", what, ORDERS, change, said);
    }

    /** What is changed in one object shows in another. */
    Mistake about(String other, String saidThere) {
        return new Mistake(what, overlay, made, other, saidThere);
    }

    @Override
    public String toString() {
        return what;
    }
}
