import { describe, expect, it } from 'vitest';
import { printJson } from '../../client/io.ts';
import { cleanForTerminal } from '../../client/terminal-text.ts';
import { buildFakeIo } from './fake-io.ts';

describe('text printed to a terminal', () => {
  it.each([
    ['Sở \u001b[31mNội vụ\u001b[0m', 'Sở Nội vụ'],
    ['a\u001b]0;title\u0007b', 'ab'],
    ['a\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\b', 'alinkb'],
    ['a\u001b]52;c;ZWNobw==', 'a'],
    ['a\u009d0;title\u009cb', 'ab'],
    ['một\r\nhai\tba', 'một hai ba'],
    ['a\u202eb\u0000c\u0007', 'abc'],
    ['Sở'.normalize('NFD'), 'Sở'],
  ])('keeps only what is read of %j', (text, clean) => {
    expect(cleanForTerminal(text)).toBe(clean);
  });
});

describe('JSON', () => {
  it('carries no character that a terminal obeys, and means the same', () => {
    const io = buildFakeIo();
    const value = { name: 'a\u001b[31m\u009b31m\u202eb' };
    printJson(io, value);
    expect(io.out()).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(io.out())).toEqual(value);
  });
});
