INSERT INTO "mail_wake" ("id", "raised") VALUES (1, 0);
