-- Read models of payments. All of it comes back from the topics: see the projections of the same names.

create table payment_view (
    order_id          varchar(64) collate "C" primary key,
    status            varchar(16) not null,
    reason            text,
    amount_minor      bigint,
    currency          varchar(3),
    payment_method    varchar(64),
    authorization_ref varchar(255),
    captured_minor    bigint      not null,
    refunded_minor    bigint      not null,
    updated_at        timestamptz not null,
    version           bigint      not null
);

create index payment_view_status on payment_view (status, order_id);
