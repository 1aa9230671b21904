import { createSecretKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { ReplyScope } from '../../domain/link.ts';
import { Correspondents } from '../../inbound/correspondents.ts';
import type { InboundDeps } from '../../inbound/deps.ts';
import { type Handled, handleMessage } from '../../inbound/handle-message.ts';
import { readInboundMail } from '../../inbound/inbound-mail.ts';
import { buildReplyAddress } from '../../links/reply-address.ts';
import { buildReplyToken } from '../../links/reply-token.ts';
import { FolderEvidenceStore } from '../../register/folder-evidence-store.ts';
import { createLinkWriter } from '../../worker/link-keys.ts';
import type { TestPlan } from '../rig/plans.ts';
import { startTestTemporal } from '../rig/servers.ts';
import { openStage, type Stage } from '../rig/stage.ts';

export const replyAddress = 'traloi@tinh.example';
const keys = [{ id: 'k1', secret: createSecretKey(Buffer.alloc(32, 7)) }];

/** Real servers with a worker between them, a plan that runs (7/6/2023, 09:00), and what reads mail. */
export interface Mailbox {
  readonly stage: Stage;
  readonly store: FolderEvidenceStore;
  readonly deps: InboundDeps;
  /** Where an agency's mails ask for replies. */
  addressOf(agency: string, plan?: string): string;
  /** Handles a mail as it came over the wire. */
  receive(raw: Buffer, changes?: Partial<InboundDeps>): Promise<Handled>;
  stop(): Promise<void>;
}

export async function openMailbox(source: TestPlan): Promise<Mailbox> {
  const replyToOf = (scope: ReplyScope) =>
    buildReplyAddress(replyAddress, buildReplyToken(keys, scope));
  const linkTo = createLinkWriter('https://dondoc.test.example', keys);
  const stage = await openStage(startTestTemporal, { linkTo, replyToOf });
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-inbound-'));
  const store = new FolderEvidenceStore(folder);
  const { register, client } = stage;
  const deps: InboundDeps = {
    ...{ register, client, store, replyAddress, linkTo },
    correspondents: new Correspondents(register, keys, Date.now),
    authservId: 'mx.tinh.example',
    mailFrom: 'dondoc <dondoc@test.example>',
    messageDomain: 'test.example',
    log: pino({ level: 'silent' }),
    now: Date.now,
  };
  await stage.start(source, { announceAtOnce: true });
  return {
    ...{ stage, store, deps },
    addressOf: (agency, plan = source.plan.plan) => replyToOf({ plan, agency, generation: 0 }),
    receive: async (raw, changes = {}) =>
      await handleMessage(await readInboundMail(raw), { ...deps, ...changes }),
    stop: async () => {
      await stage.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
