package dev.headwater.payments.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.payments.commands.CapturePayment;
import dev.headwater.contracts.payments.commands.RecordAuthorization;
import dev.headwater.contracts.payments.commands.RecordCapture;
import dev.headwater.contracts.payments.commands.RecordDecline;
import dev.headwater.contracts.payments.commands.RecordRefund;
import dev.headwater.contracts.payments.commands.RecordVoid;
import dev.headwater.contracts.payments.commands.RequestPayment;
import dev.headwater.contracts.payments.commands.RequestRefund;
import dev.headwater.contracts.payments.commands.VoidPayment;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentCommand;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Wire form of the commands on payments. */
public final class PaymentCommands {

    private PaymentCommands() {}

    public static Codec<PaymentCommand> of(SchemaPack pack, SchemaLookup lookup) {
        AvroCodec.Builder<PaymentCommand> codec = AvroCodec.builder(pack, lookup);
        addRequests(codec);
        addAnswers(codec);
        return codec.build();
    }

    private static void addRequests(AvroCodec.Builder<PaymentCommand> codec) {
        codec.map(
                        PaymentCommand.RequestPayment.class,
                        RequestPayment.class,
                        PaymentCommands::write,
                        PaymentCommands::read)
                .map(
                        PaymentCommand.CapturePayment.class,
                        CapturePayment.class,
                        PaymentCommands::write,
                        PaymentCommands::read)
                .map(
                        PaymentCommand.VoidPayment.class,
                        VoidPayment.class,
                        PaymentCommands::write,
                        PaymentCommands::read)
                .map(
                        PaymentCommand.RequestRefund.class,
                        RequestRefund.class,
                        PaymentCommands::write,
                        PaymentCommands::read)
                .map(
                        PaymentCommand.RecordAuthorization.class,
                        RecordAuthorization.class,
                        PaymentCommands::write,
                        PaymentCommands::read);
    }

    private static void addAnswers(AvroCodec.Builder<PaymentCommand> codec) {
        codec.map(
                        PaymentCommand.RecordDecline.class,
                        RecordDecline.class,
                        PaymentCommands::write,
                        PaymentCommands::read)
                .map(
                        PaymentCommand.RecordCapture.class,
                        RecordCapture.class,
                        PaymentCommands::write,
                        PaymentCommands::read)
                .map(
                        PaymentCommand.RecordVoid.class,
                        RecordVoid.class,
                        PaymentCommands::write,
                        PaymentCommands::read)
                .map(
                        PaymentCommand.RecordRefund.class,
                        RecordRefund.class,
                        PaymentCommands::write,
                        PaymentCommands::read);
    }

    private static RequestPayment write(PaymentCommand.RequestPayment command) {
        return new RequestPayment(
                command.orderId(),
                command.amount().minorUnits(),
                command.amount().currency(),
                command.paymentMethod(),
                command.at());
    }

    private static PaymentCommand.RequestPayment read(RequestPayment record) {
        return new PaymentCommand.RequestPayment(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString(),
                record.getAt());
    }

    private static CapturePayment write(PaymentCommand.CapturePayment command) {
        return new CapturePayment(
                command.orderId(),
                command.amount().minorUnits(),
                command.amount().currency(),
                command.at());
    }

    private static PaymentCommand.CapturePayment read(CapturePayment record) {
        return new PaymentCommand.CapturePayment(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getAt());
    }

    private static VoidPayment write(PaymentCommand.VoidPayment command) {
        return new VoidPayment(command.orderId(), command.reason(), command.at());
    }

    private static PaymentCommand.VoidPayment read(VoidPayment record) {
        return new PaymentCommand.VoidPayment(
                record.getOrderId().toString(), record.getReason().toString(), record.getAt());
    }

    private static RequestRefund write(PaymentCommand.RequestRefund command) {
        return new RequestRefund(
                command.orderId(),
                command.refundId(),
                command.amount().minorUnits(),
                command.amount().currency(),
                command.reason(),
                command.at());
    }

    private static PaymentCommand.RequestRefund read(RequestRefund record) {
        return new PaymentCommand.RequestRefund(
                record.getOrderId().toString(),
                record.getRefundId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getReason().toString(),
                record.getAt());
    }

    private static RecordAuthorization write(PaymentCommand.RecordAuthorization command) {
        return new RecordAuthorization(
                command.orderId(),
                command.amount().minorUnits(),
                command.amount().currency(),
                command.authorization(),
                command.at());
    }

    private static PaymentCommand.RecordAuthorization read(RecordAuthorization record) {
        return new PaymentCommand.RecordAuthorization(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getAuthorization().toString(),
                record.getAt());
    }

    private static RecordDecline write(PaymentCommand.RecordDecline command) {
        return new RecordDecline(command.orderId(), command.reason(), command.at());
    }

    private static PaymentCommand.RecordDecline read(RecordDecline record) {
        return new PaymentCommand.RecordDecline(
                record.getOrderId().toString(), record.getReason().toString(), record.getAt());
    }

    private static RecordCapture write(PaymentCommand.RecordCapture command) {
        return new RecordCapture(
                command.orderId(),
                command.amount().minorUnits(),
                command.amount().currency(),
                command.at());
    }

    private static PaymentCommand.RecordCapture read(RecordCapture record) {
        return new PaymentCommand.RecordCapture(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getAt());
    }

    private static RecordVoid write(PaymentCommand.RecordVoid command) {
        return new RecordVoid(command.orderId(), command.reason(), command.at());
    }

    private static PaymentCommand.RecordVoid read(RecordVoid record) {
        return new PaymentCommand.RecordVoid(
                record.getOrderId().toString(), record.getReason().toString(), record.getAt());
    }

    private static RecordRefund write(PaymentCommand.RecordRefund command) {
        return new RecordRefund(
                command.orderId(),
                command.refundId(),
                command.amount().minorUnits(),
                command.amount().currency(),
                command.at());
    }

    private static PaymentCommand.RecordRefund read(RecordRefund record) {
        return new PaymentCommand.RecordRefund(
                record.getOrderId().toString(),
                record.getRefundId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getAt());
    }
}
