from PIL import Image
im = Image.open('rgb8.png').convert('RGB').convert('CMYK')
im.save('cmyk.jpg', quality=95, subsampling=0)
