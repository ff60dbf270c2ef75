/** How a window goes over images: the words twins/neural/window.ts writes. */
@unmanaged
export class Window {
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  strideY: i32;
  strideX: i32;
  dilationY: i32;
  dilationX: i32;
  padTop: i32;
  padLeft: i32;
  filters: i32;
  groups: i32;
}
