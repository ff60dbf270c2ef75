/** A name that every file system takes. */
export const fileName = (name: string, ending: string): string => `${name.replaceAll(/[^\p{L}\p{N} ._()-]+/gu, '-').trim().slice(0, 80) || 'tablab'}${ending}`;
