/**
 * Hands a part that has started to the lab that will stop it. When the lab has gone down meanwhile, since something
 * beside it failed, the part is stopped here.
 */
export async function keep<T extends AsyncDisposable>(
  stack: AsyncDisposableStack,
  starting: Promise<T>,
): Promise<T> {
  const started = await starting;
  if (!stack.disposed) return stack.use(started);
  await started[Symbol.asyncDispose]();
  throw new Error('the lab has gone down, as something else failed');
}
