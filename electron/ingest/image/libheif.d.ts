/** The part of libheif-js that `heic.ts` uses; the package's own types describe the C interface only. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    /** Fills `target` with RGBA and hands it to `done`; null where the picture cannot be decoded. */
    display(
      target: { data: Uint8ClampedArray; width: number; height: number },
      done: (drawn: unknown) => void,
    ): void;
  }
  const openLibheif: () => { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };
  export type { HeifImage };
  export default openLibheif;
}
