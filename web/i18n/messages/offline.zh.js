// 关于应用本身的文字：保存在浏览器中、更新、安装、随文件打开。
export default {
  'offline.install.text': '可像程序一样安装：有自己的图标和窗口，并可直接打开 .sandtable 文件。',
  'offline.launch.several': '同时收到多个文件：已打开 {name}，另外 {count} 个未打开。',
  'offline.update.asking': '正在确认其他窗口的内容是否都已保存……',
  'offline.update.elsewhere': '另一个窗口已在使用新版本。本窗口继续使用现有版本，直到您重新载入；已保存的内容都在，正在填写的表单不会保留。',
  'offline.update.heading': '沙盘有新版本可用',
  'offline.update.later': '以后再说',
  'offline.update.now': '立即重新载入',
  'offline.update.ready': '重新载入后即可使用，时间由您决定。已保存的内容都在，正在填写的表单不会保留。',
  'offline.update.silent': '暂时还不行：有一个沙盘窗口没有回应，无法确认其内容是否已保存。请切换到该窗口或将其关闭，然后重试。',
  'offline.update.unsaved': '暂时还不行：另一个窗口中有未保存的内容。请在那里保存或关闭计划，然后重试。',
  'offline.update.unsavedHere': '等本窗口的更改保存后即可更新。',
  'offline.where.failed': '浏览器未能保存应用本身，因此必须联网才能打开本页。单文件版 sandtable.html 无需联网。',
  'offline.where.file': '此文件就是完整的应用，无需联网。',
  'offline.where.insecure': '通过普通 http 访问时，浏览器不保存应用，必须联网才能打开本页；改用 https 或单文件版即可离线使用。',
  'offline.where.preparing': '正在将应用保存到本浏览器，下次无需联网也能打开。',
  'offline.where.ready': '应用本身已保存在本浏览器中，无需联网即可打开和使用。',
};
