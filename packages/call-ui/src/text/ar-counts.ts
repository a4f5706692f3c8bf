/** Counted nouns in Arabic: one, two, a few and many have different forms. */
import { plural } from "@videoengager/ui-kit/text/plural";

export const countMinutes = (count: number): string =>
  plural("ar", count, {
    one: () => "دقيقة واحدة",
    two: () => "دقيقتين",
    few: (minutes) => `${minutes} دقائق`,
    other: (minutes) => `${minutes} دقيقة`,
  });

export const countNewMessages = (count: number): string =>
  plural("ar", count, {
    one: () => "رسائل جديدة: 1",
    two: () => "رسائل جديدة: 2",
    few: (many) => `${many} رسائل جديدة`,
    other: (many) => `${many} رسالة جديدة`,
  });
