/** A pull stream over an iterable: the next piece is made when the last one was taken, so memory stays bounded. */
type Piece = Uint8Array | string;

/** Strings go as UTF-8. Cancelling the stream ends the iterable. */
export function streamOf(pieces: Iterable<Piece> | AsyncIterable<Piece>): ReadableStream<Uint8Array> {
  const iterator =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === 'string' ? Buffer.from(value, 'utf8') : value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}
