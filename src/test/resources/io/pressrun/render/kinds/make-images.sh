#!/bin/sh
# Makes the images beside it again; see README.md.
set -e
# 40x30: red, green over blue, yellow
convert -size 20x15 xc:'#e00000' xc:'#00a000' +append a.png; convert -size 20x15 xc:'#0000e0' xc:'#f0e000' +append b.png; convert a.png b.png -append -strip PNG24:rgb8.png; rm a.png b.png
convert rgb8.png -strip PNG48:rgb16.png
convert rgb8.png -strip -alpha on -channel A -evaluate set 50% +channel PNG32:rgba8.png
convert rgba8.png -strip PNG64:rgba16.png
convert rgb8.png -strip PNG8:palette.png
convert rgb8.png -strip -transparent '#00a000' PNG8:palette-transparent.png
convert rgb8.png -strip -transparent '#00a000' -define png:color-type=2 rgb-trns.png
convert rgb8.png -strip -colorspace Gray -depth 8 -define png:color-type=0 gray8.png
convert rgb8.png -strip -colorspace Gray -depth 16 -define png:color-type=0 -define png:bit-depth=16 gray16.png
convert rgb8.png -strip -colorspace Gray -threshold 30% -define png:color-type=0 -define png:bit-depth=1 gray1.png
convert gray8.png -strip -alpha on -channel A -evaluate set 50% +channel -define png:color-type=4 -define png:bit-depth=8 graya8.png
convert gray16.png -strip -alpha on -channel A -evaluate set 50% +channel -define png:color-type=4 -define png:bit-depth=16 graya16.png
convert rgb8.png -strip -interlace PNG PNG24:interlaced.png
convert rgb8.png -strip -quality 95 -sampling-factor 1x1 rgb.jpg
convert rgb8.png -strip -quality 95 -sampling-factor 1x1 -interlace JPEG progressive.jpg
convert rgb8.png -strip -colorspace Gray -quality 95 gray.jpg
convert rgb8.png -strip -colorspace CMYK -quality 95 -sampling-factor 1x1 ycck.jpg
cp rgb.jpg exif6.jpg; exiftool -q -overwrite_original -n -Orientation=6 exif6.jpg
convert rgb8.png -strip still.gif
convert -delay 10 rgb8.png \( -size 40x30 xc:black \) -strip animated.gif
convert rgb8.png -strip BMP3:rgb.bmp
convert rgb8.png -strip -compress LZW lzw.tif
convert rgb8.png -strip -colorspace CMYK -compress LZW cmyk.tif
convert rgb8.png -strip -colorspace Gray -threshold 30% -compress Group4 g4.tif
convert rgb8.png -strip -compress JPEG -quality 95 jpeg.tif
cwebp -quiet -q 95 rgb8.png -o lossy.webp
cwebp -quiet -lossless rgb8.png -o lossless.webp
cwebp -quiet -q 95 rgba8.png -o alpha.webp
cwebp -quiet -lossless rgba8.png -o lossless-alpha.webp
convert -size 40x30 xc:black k.png; cwebp -quiet k.png -o k.webp; webpmux -frame lossless.webp +100 -frame k.webp +100 -o animated.webp; rm k.png k.webp
python3 make-cmyk.py
heif-enc -A rgb8.png -o still.avif
