/** The part of STUN and TURN (RFC 8489, 8656) that an allocation with long-term credentials and its permissions need. */
import { createHash, createHmac, randomBytes } from "node:crypto";

const MAGIC_COOKIE = 0x2112a442;
const HEADER_LENGTH = 20;
const INTEGRITY_LENGTH = 24;

export const ALLOCATE: number = 0x0003;
export const REFRESH: number = 0x0004;
export const CREATE_PERMISSION: number = 0x0008;
/** Of an answer that grants a request, beside the request's type. */
const SUCCESS = 0x0100;
export const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedTransport: 0x0019,
} as const;

export interface StunMessage {
  readonly type: number;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

export interface LongTermKey {
  readonly username: string;
  readonly realm: string;
  readonly password: string;
}

type Attribute = readonly [type: number, value: Buffer];

/** Encodes a request. With a key, its last attribute proves that the sender has the password. */
export function encodeRequest(type: number, attributes: readonly Attribute[], key?: LongTermKey): Buffer {
  const body = Buffer.concat(attributes.map(encodeAttribute));
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(body.length + (key ? INTEGRITY_LENGTH : 0), 2);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  randomBytes(12).copy(header, 8);
  const message = Buffer.concat([header, body]);
  if (!key) return message;
  const secret = createHash("md5").update(`${key.username}:${key.realm}:${key.password}`).digest();
  const mac = createHmac("sha1", secret).update(message).digest();
  return Buffer.concat([message, encodeAttribute([ATTRIBUTE.integrity, mac])]);
}

/** Null if it isn't a STUN message. */
export function decodeMessage(bytes: Buffer): StunMessage | null {
  if (bytes.length < HEADER_LENGTH || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return null;
  const attributes = new Map<number, Buffer>();
  const end = Math.min(bytes.length, HEADER_LENGTH + bytes.readUInt16BE(2));
  for (let at = HEADER_LENGTH; at + 4 <= end; ) {
    const length = bytes.readUInt16BE(at + 2);
    attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + padded(length);
  }
  return { type: bytes.readUInt16BE(0), attributes };
}

/** By the transaction id. */
export function isAnswerTo(request: Buffer, answer: Buffer): boolean {
  return request.subarray(8, HEADER_LENGTH).equals(answer.subarray(8, HEADER_LENGTH));
}

export function isSuccess({ type }: StunMessage, request: number): boolean {
  return type === (request | SUCCESS);
}

/** An IPv4 address and port as XOR-PEER-ADDRESS has them. */
export function xorAddress(address: string, port: number): Buffer {
  const value = Buffer.from([0, 1, 0, 0, ...address.split(".").map(Number)]);
  value.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 2);
  value.writeUInt32BE((value.readUInt32BE(4) ^ MAGIC_COOKIE) >>> 0, 4);
  return value;
}

/** Such as 401; 0 if the response has none. */
export function readErrorCode({ attributes }: StunMessage): number {
  const value = attributes.get(ATTRIBUTE.errorCode);
  return value && value.length >= 4 ? (value[2] ?? 0) * 100 + (value[3] ?? 0) : 0;
}

function encodeAttribute([type, value]: Attribute): Buffer {
  const bytes = Buffer.alloc(4 + padded(value.length));
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
