package dev.headwater.payments.api;

import dev.headwater.payments.domain.PaymentCommand;
import dev.headwater.payments.domain.PaymentCommand.CapturePayment;
import dev.headwater.payments.domain.PaymentCommand.RecordAuthorization;
import dev.headwater.payments.domain.PaymentCommand.RecordCapture;
import dev.headwater.payments.domain.PaymentCommand.RecordDecline;
import dev.headwater.payments.domain.PaymentCommand.RecordRefund;
import dev.headwater.payments.domain.PaymentCommand.RecordVoid;
import dev.headwater.payments.domain.PaymentCommand.RequestPayment;
import dev.headwater.payments.domain.PaymentCommand.RequestRefund;
import dev.headwater.payments.domain.PaymentCommand.VoidPayment;
import dev.headwater.payments.domain.PaymentState;
import dev.headwater.payments.domain.PaymentState.Captured;
import dev.headwater.payments.domain.PaymentState.Refund;
import dev.headwater.runtime.command.Replies;
import dev.headwater.runtime.command.Replies.Reply;
import dev.headwater.runtime.http.MoneyJson;
import dev.headwater.runtime.log.StreamId;
import org.jspecify.annotations.Nullable;

/** What clients are answered; nobody waits for the commands of policies and effects. */
public final class PaymentReplies implements Replies<PaymentCommand, PaymentState> {

    @Override
    public Reply reply(StreamId stream, PaymentCommand command, PaymentState after, long version) {
        return switch (command) {
            case RequestRefund refund -> new Reply(201, body(refund, after));
            case RequestPayment _, CapturePayment _, VoidPayment _ -> Reply.none();
            case RecordAuthorization _, RecordDecline _, RecordCapture _ -> Reply.none();
            case RecordVoid _, RecordRefund _ -> Reply.none();
        };
    }

    private static @Nullable RefundReply body(RequestRefund command, PaymentState state) {
        return state instanceof Captured captured
                        && captured.refunds().get(command.refundId()) instanceof Refund refund
                ? new RefundReply(
                        command.orderId(),
                        command.refundId(),
                        refund.done() ? "REFUNDED" : "REQUESTED",
                        MoneyJson.of(refund.minorUnits(), captured.amount().currency()))
                : null;
    }
}
