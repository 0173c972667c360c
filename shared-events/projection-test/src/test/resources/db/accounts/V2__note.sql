alter table account_view add column note varchar(20);
